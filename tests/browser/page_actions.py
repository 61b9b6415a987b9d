"""Actions on a page in a browser, found by addresses and field names, never by wording."""

from playwright.sync_api import Locator, Page, expect


def log_in(page: Page, name: str, password: str = "correct horse") -> None:
    """Log in with the form; leave the page at the account's first page."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(password)
    with page.expect_event("load"):
        page.locator("input[name=password]").press("Enter")
    expect(page.locator("form[data-logout]")).to_have_count(1)


def form_to(page: Page, action: str) -> Locator:
    """Return the form that posts to an address ending in `action`."""
    return page.locator(f'form[method=post][action$="{action}"]')


def press(page: Page, button: Locator, *, sure: bool = False) -> None:
    """Press a button and wait for the next page; with `sure`, confirm the dialog that comes first."""
    with page.expect_event("load"):
        button.click()
        if sure:
            page.locator("#confirm button[value=yes]").click()


def send(page: Page, action: str = "", *, sure: bool = False, **fields: str) -> None:
    """Fill in and send the form that posts to `action`, by default the page's main form."""
    form = form_to(page, action) if action else page.locator("form.form-page")
    folded = form.locator("xpath=ancestor::details[not(@open)]/summary")
    if folded.count():
        folded.click()
    for name, value in fields.items():
        fill(form, name, value)
    press(page, form.locator("button:not([type=button], [name=preview])"), sure=sure)


def fill(form: Locator, name: str, value: str) -> None:
    control = form.locator(f"[name={name}]").first
    if control.evaluate("each => each.tagName") == "SELECT":
        control.select_option(value)
    elif control.get_attribute("type") == "radio":
        form.locator(f'[name={name}][value="{value}"]').check()
    elif control.get_attribute("type") == "file":
        control.set_input_files(value)
    else:
        control.fill(value)


def follow(page: Page, href: str, *, among: str = "main a") -> None:
    """Follow the first link of the main part whose address begins with `href`."""
    press(page, page.locator(f'{among}[href^="{href}"]').first)


def figures(within: Locator) -> list[str]:
    """Return the texts of the right-aligned cells without thousands separators."""
    return [text.strip().replace(",", "") for text in within.locator(".num").all_inner_texts()]
