"""Three sentences of help for each page, by the beginning of its URL name; the longest that fits counts."""

from django.utils.translation import gettext_lazy as _

HELP = {
    "office:document_check": _(
        "This page says whether the portal issued the document whose code you scanned, and since when. It shows "
        "nothing of what the document says. If it is void, it holds no longer; ask the union that is named on it."
    ),
    "office:file_original": _(
        "Here you open a file exactly as it was received. The page shows its SHA-256, by which anybody can prove that "
        "it was not altered since. Your reason and your name are kept in the audit log."
    ),
    "home": _(
        "This is your own page: your membership card, what you can collect, your open matters and the latest "
        "notices. The big buttons lead to a question, a report of rights and your benefits. If something about "
        "you is wrong, open Me and ask for a change."
    ),
    "desk": _(
        "This is what waits for you, the most urgent first, and what is in progress. Each row leads to the page "
        "where you do it. The figures below are renewed every ten minutes and can be exported."
    ),
    "office:search": _(
        "Type a name, pinyin, initials, an employee number or the number of a matter. You find only what you may "
        "see anyway. Ctrl-K brings you to the search box from every page."
    ),
    "office:notices": _(
        "Here is everything that the portal has told you, the newest first. Open a notice to go to the page that "
        "it is about; it then counts as read. The number at the bell is that of the unread ones."
    ),
    "office:my_notices": _(
        "Here is everything that the portal has told you, the newest first. Open a notice to go to the page that "
        "it is about; it then counts as read. The number at the bell is that of the unread ones."
    ),
    "office:how_i_am_told": _(
        "Choose how you want to be told beside this portal: by mail, text message or an app of your workplace. At "
        "night and on days off only what is urgent is sent; the rest waits. Messages outside never say what a "
        "matter of health or rights is about."
    ),
    "office:discard_unsent": _(
        "Here you discard what you typed into a form that was not sent. If you may still need it, go on writing "
        "instead. It is deleted by itself after an hour."
    ),
    "office:save_view": _(
        "A saved view keeps filters, order and columns of a list under a name of yours. Only you see it, and it "
        "never shows more than you may see. One of them may be the view with which the list opens."
    ),
    "office:delete_view": _(
        "This deletes a saved view of yours. The list and its rows stay as they are. You can save the same view "
        "again at any time."
    ),
    "api_page": _(
        "This page describes what programs can ask of the portal, and how. A program needs a token, which you make "
        "under “API tokens” in your menu. It sees and does no more than this account."
    ),
    "account_login": _(
        "Log in with your employee number, phone or e-mail and your password. If you have no account yet, open it "
        "with the code on the slip from your union. After several wrong tries you wait a few minutes; the page "
        "says how long."
    ),
    "account_logout": _(
        "Log out when others use the same device. What you have typed and not sent is then deleted from this "
        "browser. The portal logs you out by itself after two hours without use."
    ),
    "account_": _(
        "Here you manage how you log in. A good password is long and has nothing to do with your name or the "
        "union. If you no longer get in, ask your union for a new code."
    ),
    "second_step_first": _(
        "A post of yours, or the administration, asks for a second step at log-in. Set up an authenticator app or a "
        "passkey here; then everything opens as before. If you have neither, ask an administrator."
    ),
    "my_sessions": _(
        "Here is where your account is logged in, with which device and from about where. Log out what you don't know, "
        "then set a new password. A session that is not used ends by itself after two hours."
    ),
    "session": _(
        "This logs a device out of your account, wherever it is; the one that you are at stays. What was typed there "
        "and not sent is kept for an hour. If you don't know the device, set a new password as well."
    ),
    "my_tokens": _(
        "A token lets a program read or write as you, in the areas that you choose, until a day that you choose. "
        "Whoever has it can do the same: give it to nobody. Revoke one that is no longer used, and replace it in time."
    ),
    "token_": _(
        "Choose what the program needs, and no more. The token is shown once; the portal keeps only a hash. When it is "
        "replaced, the old one goes on for some days, so that the program never stops."
    ),
    "mfa_": _(
        "The second step asks for a code from an app on your phone after the password. Keep the recovery codes on "
        "paper: each lets you in once when the phone is lost. Whoever knows your password alone then can't log "
        "in."
    ),
}
