"""The first text of each purpose: what members agree to, and what follows when they withdraw.

Administrators add newer ones, in the language in which people agree.
"""

from datetime import date

from members.choices import Purpose

SOURCE = "《个人信息保护法》第28–31条；文本为通行写法，未经核实，请按本单位情况修订"
SINCE = date(2026, 1, 1)
TEXTS = {
    Purpose.HEALTH: (
        "我同意工会使用我的住院、诊断等健康信息，用于住院慰问和困难帮扶的申请、审核与发放。只有经办人和审批人可以看到，"
        "公示名单不显示病情。材料随慰问档案保存，期满删除。",
        "撤回后，工会不再收集和使用新的健康信息；需要凭健康材料办理的慰问将无法办理。已经发放的慰问和依法保存的凭证不受影响。",
    ),
    Purpose.BANK_CARD: (
        "我同意工会保存我的银行卡号，用于向我发放慰问金和退还费用。卡号加密保存，页面只显示末四位，完整查看须说明理由并留下记录。",
        "撤回后，系统立即删除保存的卡号；以后的慰问金改为其他方式领取。已经完成的付款不受影响。",
    ),
    Purpose.FAMILY: (
        "我同意工会保存我的配偶、父母、子女的姓名和关系等必要信息，用于丧葬慰问、金秋助学等与家庭有关的服务。我已告知家人。",
        "撤回后，工会不再为上述用途使用家庭信息；需要家庭信息才能办理的慰问和助学将无法办理。已经发放的不受影响。",
    ),
    Purpose.NOTICE: (
        "我同意工会在慰问、评优等公示名单中显示我的姓名和所在单位。公示不显示病情、证件号码、手机号和银行卡号。",
        "撤回后，新的公示名单不再显示您的姓名，只显示隐去部分字的姓名；按规定必须公示的，会事先告知您。",
    ),
}
