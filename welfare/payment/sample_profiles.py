"""Samples of bank profiles, to begin a new one with: what banks publish of their batch payments, and nobody's secrets.

Sources are pages that were read second-hand: compare each with the manual that the bank has given to the union.
"""

from django.utils.translation import gettext_lazy as _

from office.types import Message

PAID, RETURNED = "成功、交易成功、处理成功、已入账", "失败、交易失败、处理失败、退回、已退回"
ACCOUNT = "户名、账号、账户、卡号、销户、挂失、冻结"

SAMPLES: dict[str, tuple[Message, dict[str, object]]] = {
    # Headings as in the workbook of an enterprise's batch payments; the answer repeats them and adds its own.
    "workbook": (
        _("Workbook with headings"),
        {
            "file_format": "xlsx",
            "with_heading": True,
            "columns": "序号 = {序号}\n收款账号 = {账号}\n收款户名 = {户名}\n金额 = {金额}\n用途 = {用途} {编号}",
            "rows_per_file": 1000,
            "answer_number": "用途",
            "answer_amount": "金额",
            "answer_result": "处理结果",
            "answer_date": "交易日期",
            "answer_reason": "失败原因",
            "answer_name": "收款户名",
            "source": "工商银行企业财务室批量支付模板（公开页面，未核对）",
        },
    ),
    # Positions count, headings and totals have to be taken out, two decimals, no sign.
    "text": (
        _("Text without headings and totals"),
        {
            "file_format": "txt",
            "encoding": "gb18030",
            "delimiter": "|",
            "columns": "账号 = {账号}\n户名 = {户名}\n金额 = {金额}\n附言 = {用途}{编号}",
            "rows_per_file": 5000,
            "answer_number": "4",
            "answer_amount": "3",
            "answer_result": "5",
            "answer_date": "6",
            "answer_reason": "7",
            "answer_name": "2",
            "source": "网银批量代发文本格式，单次上限 5000 条（公开页面，未核对）",
        },
    ),
    "csv": (
        _("CSV with a line of totals, in fen"),
        {
            "file_format": "csv",
            "encoding": "gbk",
            "delimiter": ",",
            "with_heading": True,
            "columns": "编号 = {编号}\n账号 = {账号}\n姓名 = {户名}\n金额(分) = {金额}\n摘要 = {用途}",
            "totals_place": "last",
            "totals_line": "合计|{笔数}||{总金额}",
            "amount_format": "cents",
            "rows_per_file": 10_000,
            "largest_sum": 5_000_000,
            "answer_number": "编号",
            "answer_amount": "金额(分)",
            "answer_result": "状态",
            "answer_date": "入账日期",
            "answer_reason": "备注",
            "answer_amount_format": "cents",
            "source": "示例，取自常见代发系统的列（未核对）",
        },
    ),
}
for _sample, layout in SAMPLES.values():
    layout |= {"paid_words": PAID, "returned_words": RETURNED, "account_words": ACCOUNT}
