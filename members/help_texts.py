"""Three sentences of help for each page, by the beginning of its URL name; the longest that fits counts."""

from django.utils.translation import gettext_lazy as _

HELP = {
    "members:document_list": _(
        "Here are the receipts and letters that were handed out with a number and a QR code. Find one by its number "
        "or by the name of its member. You see the kinds that your posts let you read, in your units."
    ),
    "members:document_detail": _(
        "This page says when and by whom the document was issued, and whether it still holds. Its file is made "
        "again from what was printed then, whatever has changed since. One that is wrong is declared void; its "
        "number is not given again."
    ),
    "members:document_void": _(
        "Declaring a document void can't be taken back. Whoever scans its code then reads that it is void, not why. "
        "Issue it anew where it came from, once what was wrong is put right."
    ),
    "members:document_batch": _(
        "Many documents are put into one file here, while you do something else. The bar shows how many are issued; "
        "each has its own number and code. The file is kept for a week."
    ),
    "members:document_texts": _(
        "These are the texts in documents: letters, receipts, sheets, slips and posters. A unit may have its own; it "
        "serves the units below too, unless they have theirs. Documents that are issued already keep their text."
    ),
    "members:document_text": _(
        "Write the text, and put placeholders where the document has a name, a sum or a day. The preview shows it "
        "with sample values; what is no placeholder is named with line and character. Every save is a version, and "
        "you can restore an earlier one."
    ),
    "members:document_layout": _(
        "A Word layout is a document of your own, with letterhead and placeholders, in which Word files of issued "
        "documents are made. Names in double braces are filled, nothing else in it is run. The PDF stays the document "
        "that counts, with its number and QR code."
    ),
    "members:sign_in_": _(
        "Here you come from the log-in page of an app or of your enterprise. If you were refused, the sentence says "
        "why and what to do. Your password works in any case; nothing of your account has changed."
    ),
    "members:identity_": _(
        "Binding tells the portal that this identity is you. You log in once with password or with a code from your "
        "union; from then on the identity is enough. Bind only your own: whoever holds it opens your account."
    ),
    "members:my_identities": _(
        "These are the apps and log-ins with which you can open your account besides the password. Bind the one of "
        "your work, and messages of the portal can reach you there, too. Unbind it as soon as you lose it; the "
        "second step of the log-in stays in any case."
    ),
    "members:bounce_": _(
        "These members no longer get mails, text messages or app messages, since their address was refused. You see "
        "the addresses masked. Ask for the right one and correct it; then messages go out again."
    ),
    "members:member_list": _(
        "The register lists the members in your units; by default only those who are present. Search by name, "
        "pinyin, initials, employee number or the end of a phone. Filters, order and columns stay in the address, "
        "can be saved, exported and printed."
    ),
    "members:member_detail": _(
        "This page gathers what the portal knows about a member and what you may see of it. Numbers are masked; "
        "reading one in full needs the right and a reason, and is recorded. Further parts open from the tabs and "
        "summaries."
    ),
    "members:member_new": _(
        "Enter one member by hand; for many use an import. Fields with a star are needed. If somebody like this "
        "is in the register already you are asked first."
    ),
    "members:member_correct": _(
        "Correct a member's data, with a reason. The change is in the timeline, with old and new values. A change "
        "that the member has asked for is better accepted from their request."
    ),
    "members:member_reveal": _(
        "You are about to read a number in full. Give the reason: it is recorded with your name and the time. The "
        "number is shown once and stored nowhere else."
    ),
    "members:member_export_full": _(
        "This file has all numbers in full. It needs a reason and is recorded. Keep it encrypted, and delete it "
        "as soon as you can do without."
    ),
    "members:member_life": _(
        "The timeline shows what happened to this member's record, who did it, and why. Changes show old and new "
        "values. Nothing in it can be changed or deleted."
    ),
    "members:member_admit": _(
        "Admitting makes the applicant a member from the date that you enter. Their card, benefits and dues "
        "follow from it. Refusing needs a reason, which the applicant reads."
    ),
    "members:member_": _(
        "Here you change the membership of one person. It takes effect on the date that you enter, and unit, dues "
        "and benefits follow. The reason and the paper it rests on stay in the record."
    ),
    "members:kin_": _(
        "Family members are those for whom the rules allow a visit or support. Their identity numbers are "
        "encrypted and masked. Remove somebody who was entered by mistake; the record of it stays."
    ),
    "members:honour_": _(
        "Enter honours with their year and who awarded them. The member sees them on their own page. What is "
        "wrong can be removed, with a record."
    ),
    "members:hardship_": _(
        "A mark of hardship is sensitive: only few posts see it. It needs a reason and the papers it rests on. "
        "Lift it when it no longer holds."
    ),
    "members:document_": _(
        "File papers of a member here, each with its kind. Sensitive ones are encrypted, and each reading is "
        "recorded. Only kinds of files that the page names are taken."
    ),
    "members:unit_list": _(
        "These are the units that you may see, as a tree. A number counts the members of a unit with all units "
        "below. Open a unit for its committee, contacts and history."
    ),
    "members:unit_poster": _(
        "Print this poster and hang it up: the QR code leads new colleagues to the form for joining this unit. It "
        "holds no personal data. The address stays the same when the unit is renamed."
    ),
    "members:unit_": _(
        "Here you see or change one unit. Moving, merging and closing take effect on a date, and who may see what "
        "follows from it. Everything stays in the history of the unit."
    ),
    "members:committee_": _(
        "A committee has a term of three or five years; the portal reminds you six months before its end. Enter "
        "elections with the day and the paper. Members of the fund review committee hold no post that spends."
    ),
    "members:term_": _(
        "A term runs from the election to the next one. Correct its dates only with the paper that proves them. "
        "What was decided meanwhile stays valid."
    ),
    "members:seat_": _(
        "A seat says who holds which office in a committee, from when to when. Giving it up takes effect on the "
        "day that you enter. The rights of the post end with it."
    ),
    "members:import_new": _(
        "Choose the workbook as it is: the portal reads what its cells show, and names the sheet that it read. "
        "Nothing is taken yet; first you see what would change and what is refused, with sheet, row and column. "
        "The template has all columns."
    ),
    "members:import_": _(
        "An import is checked first, and applied only after you confirm it. Refused rows are listed with value "
        "and reason; put them right here or in the workbook. Cancelling loses nothing that was taken before."
    ),
    "members:application_": _(
        "Applications for membership, the oldest first. Admit or return each with a word to the applicant, who is "
        "told at once. What waits longer than a month is marked."
    ),
    "members:transfer_": _(
        "A transfer needs two sides: the old unit releases, the new one accepts. It takes effect on its date, and "
        "from then the new unit pays. Either side may refuse, with a reason."
    ),
    "members:batch_": _(
        "Many members are transferred together here. The list is fixed when it is sent; each member's transfer "
        "can be looked at. Accepting a large list takes a while and shows how far it is."
    ),
    "members:change_": _(
        "Members ask here to have their data corrected, and should hear within three working days. Compare old "
        "and new with the paper they sent, then accept or return with a word. What you accept is entered at once."
    ),
    "members:consent_": _(
        "These are the consents of a member, for each purpose, with the text that was shown. Enter one given on "
        "paper with a scan. A consent that is withdrawn ends its use at once."
    ),
    "members:erasure_": _(
        "Erasure can't be undone. The page says what goes, what rules keep and why. A legal hold stops it until "
        "it is lifted."
    ),
    "members:hold_": _(
        "A hold keeps a person's data from being erased, say for a case under way. Give the reason and who asked "
        "for it. Lift it as soon as the reason is gone."
    ),
    "members:double_": _(
        "Two records that may be one person stand beside each other here, with what differs marked. Merge them, "
        "or say why they are two. A merge can be undone."
    ),
    "members:merge_": _(
        "This is what was merged, and what each record held before. Undoing gives both back as they were. What "
        "was decided in between stays with the record that is kept."
    ),
    "members:activation_": _(
        "Hand out slips with codes with which members open their accounts. A code is shown once and works once, "
        "for two weeks. A new code makes the old one void."
    ),
    "members:activate": _(
        "Open your account with the employee number and the code on the slip from your union. Then choose a "
        "password that nobody else knows. If the code is no longer valid, ask for a new one."
    ),
    "members:dues_file": _(
        "A payroll file tells wages or dues that were withheld. It is compared with what is owed, line by line, "
        "before anything is entered. What differs is shown, and taken only if you say so."
    ),
    "members:dues_": _(
        "Dues are 0.5 % of the wage, cut to full tens of yuan. Open a month, compute it, and enter what was paid; "
        "nothing paid is ever deleted, only reversed. Waivers and wages have a from and an until."
    ),
    "members:charge_": _(
        "Each row is what one member owes for one month, and what was paid. The sheet for the payroll office "
        "prints or exports them. Sums are those of the rows that the filters show."
    ),
    "members:arrears_": _(
        "These members owe dues for past months. Remind them with one button; nobody is reminded twice in a week. "
        "Six months without dues and union life may count as leaving, after talks."
    ),
    "members:audit_list": _(
        "Each line is one act: who, what, when, on what, and why. Nobody can change or delete it, not even an "
        "administrator. Exports are recorded too."
    ),
    "members:seal_": _(
        "Every five minutes what is new in the log is sealed. Keep a printed seal in your files: with it, anybody "
        "can later prove that nothing was changed. A night's check tells at once what does not fit."
    ),
    "members:my_dues": _(
        "These are the dues of each month, what was paid, and the receipts. The wage that they are computed from "
        "is shown too. If it is wrong, tell your union."
    ),
    "members:my_": _(
        "This is what the union knows about you. If something is wrong, ask for a change; you hear within three "
        "working days. You may take all of it with you as a file."
    ),
    "members:join": _(
        "Apply for membership of your unit's union here; it takes three minutes. You get a number with which you "
        "can look how far your application is. The union decides, as a rule within a few days."
    ),
    "members:approval_list": _(
        "Here is what you may approve now, also in place of an absent officer, the first to be due first. Below is "
        "what you have submitted and others have to approve. Nobody approves what they made, changed or submitted."
    ),
    "members:approval_": _(
        "Read what is to be approved, then approve or return it with a reason. The stages say who has to approve and "
        "until when; what is late goes up one unit. Whoever submitted it may withdraw it, and urge once a day."
    ),
    "members:approval_rule_": _(
        "A rule says how many people of which post approve from which sum on. The rule of the nearest unit holds, for "
        "what is submitted from now on. Try a sum first: the page names the people, or says who is missing."
    ),
    "members:decision_": _(
        "This is what you have approved and returned, also in place of others. Filter it by kind and day. It can be "
        "exported and printed; nothing in it can be changed."
    ),
    "members:deputy_": _(
        "Name who approves in your place while you are away, from when until when and why. The deputy gets the right "
        "to approve and nothing else, and loses it at the minute that you say. The record names both of you."
    ),
    "members:freeze_": _(
        "During a freeze period nothing is approved, issued or paid in the unit and below it, as you choose. Whoever "
        "tries reads until when and why. Lifting it early needs a reason, and is recorded."
    ),
}
