"""The regions that set caps, as documents write them, and how else a text may name them."""

REGIONS: dict[str, str] = {
    "beijing": "北京",
    "tianjin": "天津",
    "hebei": "河北",
    "shanxi": "山西",
    "inner_mongolia": "内蒙古",
    "liaoning": "辽宁",
    "jilin": "吉林",
    "heilongjiang": "黑龙江",
    "shanghai": "上海",
    "jiangsu": "江苏",
    "zhejiang": "浙江",
    "anhui": "安徽",
    "fujian": "福建",
    "jiangxi": "江西",
    "shandong": "山东",
    "henan": "河南",
    "hubei": "湖北",
    "hunan": "湖南",
    "guangdong": "广东",
    "guangxi": "广西",
    "hainan": "海南",
    "chongqing": "重庆",
    "sichuan": "四川",
    "guizhou": "贵州",
    "yunnan": "云南",
    "xizang": "西藏",
    "shaanxi": "陕西",
    "gansu": "甘肃",
    "qinghai": "青海",
    "ningxia": "宁夏",
    "xinjiang": "新疆",
}
REGION_CHOICES = [(name, name) for name in REGIONS.values()]
_OTHERWISE = {"neimenggu": "内蒙古", "innermongolia": "内蒙古", "tibet": "西藏", "兵团": "新疆"}


def region_of(text: str) -> str:
    """Return the region as REGIONS writes it: 安徽省, Anhui and anhui_2018 are 安徽; other texts as they are."""
    text = text.strip()
    for name in REGIONS.values():
        if text.startswith(name):
            return name
    plain = "_".join("".join(one if one.isalpha() else " " for one in text.lower()).split())
    plain = plain.removesuffix("_province").removesuffix("_autonomous_region")
    return REGIONS.get(plain) or _OTHERWISE.get(plain) or text
