"""What the words of the national sheet mean: domain.md part 3, with the spellings that enterprises also use."""

from members.codes import (
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
    **{word: Sex.MALE for word in ("男", "男性", "1")},
    **{word: Sex.FEMALE for word in ("女", "女性", "2")},
    **{word: Sex.UNKNOWN for word in ("未知", "未知的性别", "0")},
    **{word: Sex.NOT_SAID for word in ("未说明", "未说明的性别", "9")},
}

ID_KIND = {
    **{word: IdKind.IDENTITY_CARD for word in ("居民身份证", "身份证", "二代身份证", "1")},
    **{word: IdKind.PASSPORT for word in ("护照", "2")},
    **{word: IdKind.OFFICER for word in ("军官证", "3")},
}

EMPLOYMENT = {
    **{word: Employment.ON_DUTY for word in ("在岗", "在职")},
    **{word: Employment.LAID_OFF for word in ("待(下)岗", "待岗", "下岗", "待下岗", "下岗待岗")},
    **{word: Employment.UNEMPLOYED for word in ("失业", "失(无)业")},
    **{word: Employment.RETIRED for word in ("退休",)},
    **{word: Employment.RETIRED_CADRE for word in ("离休",)},
    **{word: Employment.RESIGNED for word in ("退职",)},
    **{word: Employment.INTERNAL_RETIREMENT for word in ("退养(内退)", "退养", "内退", "内退(退养)")},
    **{word: Employment.SICK_LEAVE for word in ("病休",)},
    **{word: Employment.OTHER for word in ("其他", "其它")},
}

EDUCATION = {
    **{word: Education.DOCTOR for word in ("博士研究生", "博士", "博士研究生毕业")},
    **{word: Education.MASTER for word in ("硕士研究生", "硕士", "研究生", "硕士研究生毕业")},
    **{word: Education.BACHELOR for word in ("本科", "大学本科", "大学", "大学本科毕业")},
    **{word: Education.COLLEGE for word in ("大专", "大学专科", "专科", "高职", "大学专科毕业")},
    **{word: Education.SECONDARY_VOCATIONAL for word in ("中专", "中等专科", "中等职业", "中等专科毕业")},
    **{word: Education.VOCATIONAL_HIGH for word in ("职高", "职业高中", "职业高中毕业")},
    **{word: Education.SKILLED_WORKER for word in ("技校", "技工学校", "技工学校毕业")},
    **{word: Education.HIGH_SCHOOL for word in ("高中", "普通高中", "普通高中毕业")},
    **{word: Education.MIDDLE_SCHOOL for word in ("初中", "初级中学", "初中毕业", "初中及以下")},
    **{word: Education.PRIMARY_SCHOOL for word in ("小学", "小学毕业")},
    **{word: Education.OTHER for word in ("其他", "其它")},
}

SKILL_LEVEL = {
    **{word: SkillLevel.SENIOR_TECHNICIAN for word in ("高级技师", "一级", "一级/高级技师")},
    **{word: SkillLevel.TECHNICIAN for word in ("技师", "二级", "二级/技师")},
    **{word: SkillLevel.SENIOR for word in ("高级工", "高级", "三级", "三级/高级工")},
    **{word: SkillLevel.INTERMEDIATE for word in ("中级工", "中级", "四级", "四级/中级工")},
    **{word: SkillLevel.JUNIOR for word in ("初级工", "初级", "五级", "五级/初级工")},
    **{word: "" for word in ("无", "无等级")},
}

HOUSEHOLD = {
    **{word: Household.RURAL for word in ("农业户口", "农业", "农村", "农业家庭户口", "农业户籍")},
    **{word: Household.URBAN for word in ("非农业户口", "非农业", "非农户口", "非农", "城镇", "城镇户口", "非农业户籍")},
}

CHANGE = {
    **{word: MemberState.ACTIVE for word in ("入会", "转入")},
    **{word: MemberState.RETAINED for word in ("保留", "保留会籍")},
    **{word: MemberState.TRANSFERRED for word in ("转出",)},
    **{word: MemberState.EXPELLED for word in ("除名", "开除会籍")},
    **{word: MemberState.WITHDRAWN for word in ("退会",)},
}

REASON = {
    **{word: ChangeReason.EMPLOYMENT_CHANGED for word in ("劳动(工作)关系变化", "劳动关系变化", "工作关系变化")},
    **{word: ChangeReason.LAID_OFF for word in ("下岗待岗", "下岗", "待岗")},
    **{word: ChangeReason.UNEMPLOYED for word in ("失业",)},
    **{word: ChangeReason.BANKRUPTCY for word in ("企业破产",)},
    **{word: ChangeReason.OWN_WISH for word in ("要求退会",)},
    **{word: ChangeReason.CRIME for word in ("因犯罪被开除会籍",)},
}

POLITICS = {
    **{word: Politics.CPC for word in ("中共党员", "中国共产党党员", "党员", "共产党员")},
    **{word: Politics.CPC_PROBATIONARY for word in ("中共预备党员", "中国共产党预备党员", "预备党员")},
    **{word: Politics.YOUTH_LEAGUE for word in ("共青团员", "中国共产主义青年团团员", "团员")},
    **{word: Politics.RCCK for word in ("民革党员", "民革会员", "民革")},
    **{word: Politics.CDL for word in ("民盟盟员", "民盟")},
    **{word: Politics.CNDCA for word in ("民建会员", "民建")},
    **{word: Politics.CAPD for word in ("民进会员", "民进")},
    **{word: Politics.CPWDP for word in ("农工党党员", "农工党")},
    **{word: Politics.ZHI_GONG for word in ("致公党党员", "致公党")},
    **{word: Politics.JIU_SAN for word in ("九三学社社员", "九三学社")},
    **{word: Politics.TDSL for word in ("台盟盟员", "台盟")},
    **{word: Politics.INDEPENDENT for word in ("无党派人士", "无党派民主人士", "无党派")},
    **{word: Politics.MASSES for word in ("群众", "普通居民")},
}

EMPLOYMENT_FORM = {
    **{word: EmploymentForm.CONTRACT for word in ("劳动合同制", "劳动合同", "合同制")},
    **{word: EmploymentForm.AGENCY for word in ("劳务派遣", "派遣")},
    **{word: EmploymentForm.OUTSOURCED for word in ("劳务外包", "外包")},
    **{word: EmploymentForm.PUBLIC_INSTITUTION for word in ("事业编制", "事业编")},
    **{word: EmploymentForm.APPOINTED for word in ("聘用", "聘用制")},
    **{word: EmploymentForm.REHIRED for word in ("退休返聘", "返聘")},
    **{word: EmploymentForm.INTERN for word in ("实习",)},
    **{word: EmploymentForm.FLEXIBLE for word in ("灵活就业",)},
}

POST_CATEGORY = {
    **{word: PostCategory.FRONT_LINE for word in ("一线操作", "一线", "操作", "一线职工", "操作服务")},
    **{word: PostCategory.TECHNICAL for word in ("专业技术", "技术")},
    **{word: PostCategory.MANAGEMENT for word in ("管理", "经营管理")},
}

YES_NO = {
    **{word: True for word in ("是", "Y", "1")},
    **{word: False for word in ("否", "N", "0", "不是")},
}

# GB/T 3304 in the order of its codes 01 to 56.
_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
).split()
ETHNIC_GROUP = {
    word: f"{code:02d}" for code, people in enumerate(_PEOPLES, start=1) for word in (people, f"{people}族")
}
HAN = ETHNIC_GROUP["汉族"]
