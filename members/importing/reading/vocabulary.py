"""The codes for the words of the national sheet, domain.md part 3, and for other spellings that enterprises use."""

from members.choices import (
    ChangeReason,
    Education,
    Employment,
    EmploymentForm,
    Household,
    IdKind,
    MemberState,
    Politics,
    PostCategory,
    Sex,
    SkillLevel,
)

SEX = {
    **dict.fromkeys(("男", "男性", "1"), Sex.MALE),
    **dict.fromkeys(("女", "女性", "2"), Sex.FEMALE),
    **dict.fromkeys(("未知", "未知的性别", "0"), Sex.UNKNOWN),
    **dict.fromkeys(("未说明", "未说明的性别", "9"), Sex.NOT_SAID),
}

ID_KIND = {
    **dict.fromkeys(("居民身份证", "身份证", "二代身份证", "1"), IdKind.IDENTITY_CARD),
    **dict.fromkeys(("护照", "2"), IdKind.PASSPORT),
    **dict.fromkeys(("军官证", "3"), IdKind.OFFICER),
}

EMPLOYMENT = {
    **dict.fromkeys(("在岗", "在职"), Employment.ON_DUTY),
    **dict.fromkeys(("待(下)岗", "待岗", "下岗", "待下岗", "下岗待岗"), Employment.LAID_OFF),
    **dict.fromkeys(("失业", "失(无)业"), Employment.UNEMPLOYED),
    **dict.fromkeys(("退休",), Employment.RETIRED),
    **dict.fromkeys(("离休",), Employment.RETIRED_CADRE),
    **dict.fromkeys(("退职",), Employment.RESIGNED),
    **dict.fromkeys(("退养(内退)", "退养", "内退", "内退(退养)"), Employment.INTERNAL_RETIREMENT),
    **dict.fromkeys(("病休",), Employment.SICK_LEAVE),
    **dict.fromkeys(("其他", "其它"), Employment.OTHER),
}

EDUCATION = {
    **dict.fromkeys(("博士研究生", "博士", "博士研究生毕业"), Education.DOCTOR),
    **dict.fromkeys(("硕士研究生", "硕士", "研究生", "硕士研究生毕业"), Education.MASTER),
    **dict.fromkeys(("本科", "大学本科", "大学", "大学本科毕业"), Education.BACHELOR),
    **dict.fromkeys(("大专", "大学专科", "专科", "高职", "大学专科毕业"), Education.COLLEGE),
    **dict.fromkeys(("中专", "中等专科", "中等职业", "中等专科毕业"), Education.SECONDARY_VOCATIONAL),
    **dict.fromkeys(("职高", "职业高中", "职业高中毕业"), Education.VOCATIONAL_HIGH),
    **dict.fromkeys(("技校", "技工学校", "技工学校毕业"), Education.SKILLED_WORKER),
    **dict.fromkeys(("高中", "普通高中", "普通高中毕业"), Education.HIGH_SCHOOL),
    **dict.fromkeys(("初中", "初级中学", "初中毕业", "初中及以下"), Education.MIDDLE_SCHOOL),
    **dict.fromkeys(("小学", "小学毕业"), Education.PRIMARY_SCHOOL),
    **dict.fromkeys(("其他", "其它"), Education.OTHER),
}

SKILL_LEVEL = {
    **dict.fromkeys(("高级技师", "一级", "一级/高级技师"), SkillLevel.SENIOR_TECHNICIAN),
    **dict.fromkeys(("技师", "二级", "二级/技师"), SkillLevel.TECHNICIAN),
    **dict.fromkeys(("高级工", "高级", "三级", "三级/高级工"), SkillLevel.SENIOR),
    **dict.fromkeys(("中级工", "中级", "四级", "四级/中级工"), SkillLevel.INTERMEDIATE),
    **dict.fromkeys(("初级工", "初级", "五级", "五级/初级工"), SkillLevel.JUNIOR),
    **dict.fromkeys(("无", "无等级"), ""),
}

HOUSEHOLD = {
    **dict.fromkeys(("农业户口", "农业", "农村", "农业家庭户口", "农业户籍"), Household.RURAL),
    **dict.fromkeys(("非农业户口", "非农业", "非农户口", "非农", "城镇", "城镇户口", "非农业户籍"), Household.URBAN),
}

CHANGE = {
    **dict.fromkeys(("入会", "转入"), MemberState.ACTIVE),
    **dict.fromkeys(("保留", "保留会籍"), MemberState.RETAINED),
    **dict.fromkeys(("转出",), MemberState.TRANSFERRED),
    **dict.fromkeys(("除名", "开除会籍"), MemberState.EXPELLED),
    **dict.fromkeys(("退会",), MemberState.WITHDRAWN),
}

REASON = {
    **dict.fromkeys(("劳动(工作)关系变化", "劳动关系变化", "工作关系变化"), ChangeReason.EMPLOYMENT_CHANGED),
    **dict.fromkeys(("下岗待岗", "下岗", "待岗"), ChangeReason.LAID_OFF),
    **dict.fromkeys(("失业",), ChangeReason.UNEMPLOYED),
    **dict.fromkeys(("企业破产",), ChangeReason.BANKRUPTCY),
    **dict.fromkeys(("要求退会",), ChangeReason.OWN_WISH),
    **dict.fromkeys(("因犯罪被开除会籍",), ChangeReason.CRIME),
}

POLITICS = {
    **dict.fromkeys(("中共党员", "中国共产党党员", "党员", "共产党员"), Politics.CPC),
    **dict.fromkeys(("中共预备党员", "中国共产党预备党员", "预备党员"), Politics.CPC_PROBATIONARY),
    **dict.fromkeys(("共青团员", "中国共产主义青年团团员", "团员"), Politics.YOUTH_LEAGUE),
    **dict.fromkeys(("民革党员", "民革会员", "民革"), Politics.RCCK),
    **dict.fromkeys(("民盟盟员", "民盟"), Politics.CDL),
    **dict.fromkeys(("民建会员", "民建"), Politics.CNDCA),
    **dict.fromkeys(("民进会员", "民进"), Politics.CAPD),
    **dict.fromkeys(("农工党党员", "农工党"), Politics.CPWDP),
    **dict.fromkeys(("致公党党员", "致公党"), Politics.ZHI_GONG),
    **dict.fromkeys(("九三学社社员", "九三学社"), Politics.JIU_SAN),
    **dict.fromkeys(("台盟盟员", "台盟"), Politics.TDSL),
    **dict.fromkeys(("无党派人士", "无党派民主人士", "无党派"), Politics.INDEPENDENT),
    **dict.fromkeys(("群众", "普通居民"), Politics.MASSES),
}

EMPLOYMENT_FORM = {
    **dict.fromkeys(("劳动合同制", "劳动合同", "合同制"), EmploymentForm.CONTRACT),
    **dict.fromkeys(("劳务派遣", "派遣"), EmploymentForm.AGENCY),
    **dict.fromkeys(("劳务外包", "外包"), EmploymentForm.OUTSOURCED),
    **dict.fromkeys(("事业编制", "事业编"), EmploymentForm.PUBLIC_INSTITUTION),
    **dict.fromkeys(("聘用", "聘用制"), EmploymentForm.APPOINTED),
    **dict.fromkeys(("退休返聘", "返聘"), EmploymentForm.REHIRED),
    **dict.fromkeys(("实习",), EmploymentForm.INTERN),
    **dict.fromkeys(("灵活就业",), EmploymentForm.FLEXIBLE),
}

POST_CATEGORY = {
    **dict.fromkeys(("一线操作", "一线", "操作", "一线职工", "操作服务"), PostCategory.FRONT_LINE),
    **dict.fromkeys(("专业技术", "技术"), PostCategory.TECHNICAL),
    **dict.fromkeys(("管理", "经营管理"), PostCategory.MANAGEMENT),
}

YES_NO = {
    **dict.fromkeys(("是", "Y", "1"), True),
    **dict.fromkeys(("否", "N", "0", "不是"), False),
}

# GB/T 3304 in the order of its codes 01 to 56.
_PEOPLES = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
]
ETHNIC_GROUP = {
    word: f"{code:02d}" for code, people in enumerate(_PEOPLES, start=1) for word in (people, f"{people}族")
}
HAN = ETHNIC_GROUP["汉族"]
