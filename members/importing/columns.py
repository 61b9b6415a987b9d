"""The columns of the national import sheet, and those that enterprises add. domain.md part 3."""

COLUMNS = {
    "name": "姓名",
    "sex": "性别",
    "birth_date": "出生日期",
    "ethnic_group": "民族",
    "employment": "就业状况",
    "id_kind": "有效证件类别",
    "id_number": "证件号码",
    "education": "学历",
    "skill_level": "技能等级",
    "phone": "移动电话",
    "household_kind": "户籍类型",
    "household_place": "户籍所在地",
    "change": "会籍变化类型",
    "changed_on": "会籍变化日期",
    "state_reason": "会籍变化原因",
    "politics": "政治面貌",
    "unit": "工作单位",
    "native_place": "籍贯",
    "is_migrant": "是否农民工",
    "employee_number": "工号",
    "employment_form": "用工形式",
    "post_category": "岗位类别",
    "hired_on": "入职日期",
}
REQUIRED = ("name", "id_number", "phone")
GUIDE_SHEET = "填表说明"
ACCEPTED_HEAD, REASON_HEAD = "是否导入成功", "错误原因"

HEADS = {
    **{head: key for key, head in COLUMNS.items()},
    "证件类别": "id_kind",
    "证件类型": "id_kind",
    "身份证号": "id_number",
    "身份证号码": "id_number",
    "手机号": "phone",
    "手机号码": "phone",
    "联系电话": "phone",
    "技术等级": "skill_level",
    "单位": "unit",
    "员工编号": "employee_number",
}
