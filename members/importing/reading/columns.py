"""The columns of the national import sheet, and those that enterprises add. domain.md part 3."""

# The official heading of each column, by the key under which the portal reads it.
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
# What the national sheet requires of every row. A sheet by employee number has only that number and what changes.
REQUIRED = ("name", "id_number", "phone")
# The columns that are added to the result workbook.
ACCEPTED_HEAD, REASON_HEAD = "是否导入成功", "错误原因"

# The column key by heading: the official headings, and others that enterprises use.
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
    "员工号": "employee_number",
    "职工编号": "employee_number",
    "职工姓名": "name",
    "会员姓名": "name",
    "身份证": "id_number",
    "证件号": "id_number",
    "手机": "phone",
    "电话": "phone",
    "文化程度": "education",
    "最高学历": "education",
    "户口类型": "household_kind",
    "户口所在地": "household_place",
    "变化类型": "change",
    "变化日期": "changed_on",
    "变化原因": "state_reason",
    "所在单位": "unit",
    "所属工会": "unit",
    "是否为农民工": "is_migrant",
    "农民工": "is_migrant",
    "岗位类型": "post_category",
    "入职时间": "hired_on",
}


# Columns of the result workbook, which may be uploaded again: they are no unknown ones.
RESULT_HEADS = (ACCEPTED_HEAD, REASON_HEAD)


def required_columns(key: str) -> tuple[str, ...]:
    """Return the columns that a roster must have whose rows are matched with members by the column `key`."""
    return REQUIRED if key == "id_number" else (key,)
