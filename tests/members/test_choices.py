"""The code lists of the register: national codes are stored, the words of domain.md part 3 are read and shown."""

import unicodedata
from collections.abc import Mapping, Sequence

import pytest
from django.utils import translation

from members import choices
from members.importing.reading import vocabulary as words

PEOPLES = [
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

# List, the words of a sheet, and what is stored for each word; the words are also those shown.
LISTS: dict[str, tuple[Sequence[tuple[str, object]], Mapping[str, object], dict[str, str]]] = {
    "性别 GB/T 2261.1": (
        choices.Sex.choices,
        words.SEX,
        {"未知": "0", "男": "1", "女": "2", "未说明": "9"},
    ),
    "民族 GB/T 3304": (
        choices.ETHNIC_GROUPS,
        words.ETHNIC_GROUP,
        {f"{people}族": f"{code:02d}" for code, people in enumerate(PEOPLES, start=1)},
    ),
    "学历 GB/T 4658": (
        choices.Education.choices,
        words.EDUCATION,
        {
            "博士研究生": "11",
            "硕士研究生": "14",
            "大学本科": "21",
            "大学专科": "31",
            "中等专科": "41",
            "职业高中": "44",
            "技工学校": "47",
            "高中": "61",
            "初中": "71",
            "小学": "81",
            "其他": "90",
        },
    ),
    "证件": (
        choices.IdKind.choices,
        words.ID_KIND,
        {"居民身份证": "1", "护照": "2", "军官证": "3"},
    ),
    "就业状况": (
        choices.Employment.choices,
        words.EMPLOYMENT,
        {
            "在岗": "on_duty",
            "待(下)岗": "laid_off",
            "失业": "unemployed",
            "退休": "retired",
            "离休": "retired_cadre",
            "退职": "resigned",
            "退养(内退)": "internal_retirement",
            "病休": "sick_leave",
            "其他": "other",
        },
    ),
    "技术等级": (
        choices.SkillLevel.choices,
        words.SKILL_LEVEL,
        {"高级技师": "1", "技师": "2", "高级工": "3", "中级工": "4", "初级工": "5"},
    ),
    "户籍类型": (
        choices.Household.choices,
        words.HOUSEHOLD,
        {"农业户口": "rural", "非农业户口": "urban"},
    ),
    "会籍变化原因": (
        choices.ChangeReason.choices,
        words.REASON,
        {
            "劳动(工作)关系变化": "employment_changed",
            "下岗待岗": "laid_off",
            "失业": "unemployed",
            "企业破产": "bankruptcy",
            "要求退会": "own_wish",
            "因犯罪被开除会籍": "crime",
        },
    ),
    "政治面貌 GB/T 4762": (
        choices.Politics.choices,
        words.POLITICS,
        {
            "中共党员": "01",
            "中共预备党员": "02",
            "共青团员": "03",
            "民革党员": "04",
            "民盟盟员": "05",
            "民建会员": "06",
            "民进会员": "07",
            "农工党党员": "08",
            "致公党党员": "09",
            "九三学社社员": "10",
            "台盟盟员": "11",
            "无党派人士": "12",
            "群众": "13",
        },
    ),
    "用工形式": (
        choices.EmploymentForm.choices,
        words.EMPLOYMENT_FORM,
        {
            "劳动合同制": "contract",
            "劳务派遣": "agency",
            "劳务外包": "outsourced",
            "事业编制": "public_institution",
            "聘用": "appointed",
            "退休返聘": "rehired",
            "实习": "intern",
            "灵活就业": "flexible",
        },
    ),
    "岗位类别": (
        choices.PostCategory.choices,
        words.POST_CATEGORY,
        {"一线操作": "front_line", "专业技术": "technical", "管理": "management"},
    ),
}
# 会籍变化类型: what a word of the sheet makes of the membership.
CHANGES = {
    "入会": "active",
    "转入": "active",
    "保留": "retained",
    "转出": "transferred",
    "除名": "expelled",
    "退会": "withdrawn",
}


@pytest.mark.parametrize("name", LISTS)
def test_each_word_of_the_sheet_is_stored_as_its_code_and_no_code_lacks_a_word(name):
    choices, read, stored = LISTS[name]
    assert {word: read[word] for word in stored} == stored
    assert set(stored.values()) == {code for code, _label in choices if code}


@pytest.mark.parametrize("name", LISTS)
def test_each_code_is_shown_by_its_word(name, chinese):
    choices, _read, stored = LISTS[name]
    with translation.override("zh-hans"):
        shown = {unicodedata.normalize("NFKC", str(label)): code for code, label in choices if code}
    assert shown == stored


@pytest.mark.parametrize(("word", "state"), CHANGES.items())
def test_each_change_of_membership_leads_to_its_state(word, state):
    assert words.CHANGE[word] == state
