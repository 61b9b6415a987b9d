"""Three sentences of help for each page, by the beginning of its URL name; the longest that fits counts."""

from django.utils.translation import gettext_lazy as _

HELP = {
    "welfare:run_list": _(
        "A run gives one benefit of a plan to everybody in a unit to whom it is due. It is counted, reviewed by "
        "others, approved, issued and closed; the list shows how far each is. Nobody gets the same benefit twice."
    ),
    "welfare:run_detail": _(
        "The head says what the run waits for and who does it next. Figures show who receives, who doesn't and by "
        "which rule, and how the money lies by post category. Every step is in the timeline."
    ),
    "welfare:run_sheet": _(
        "The sign-off sheet has one page per group with a subtotal; the grand total is on the last page. Print "
        "it, let people sign, then tick them off in one go. A deputy who signs gives name and relation."
    ),
    "welfare:counters": _(
        "What you may hand out today. Open a counter while there is network: then its list is on your phone, names "
        "masked, and it goes on without. What you hand out is sent as soon as the network is back."
    ),
    "welfare:run_counter": _(
        "Scan the card, take a photo of its code, or type the employee number. Compare name and number, say how many "
        "pieces and who takes them, and confirm. The card of a group leader shows what they collect for their group."
    ),
    "welfare:sample_call_": _(
        "Some of those who are noted as having received are drawn by lot and called by somebody who did not hand it "
        "out. What they say stays on record with the size of the sample, its confidence and margin. Whoever says that "
        "they have nothing is a matter for the head of the post."
    ),
    "welfare:hand_out_": _(
        "Every benefit that a counter gave out, with who took it. If two phones gave out the same one without network, "
        "the second waits here: somebody who handed out neither says what happened. Nothing is lost and nothing counts "
        "twice."
    ),
    "welfare:audit_pack_paper": _(
        "A pack names papers of visits and hardship files by number, kind and SHA-256 alone. Type the number from its "
        "list of documents and say why you have to read it. Each is opened by itself, and the reason stays on record."
    ),
    "welfare:audit_pack_": _(
        "A pack is all that a unit and the units below it gave in a year, as of one moment: runs, approvals, grants "
        "with receipts, visits, the budget ledger, stock, and the sums of all files. Workers make it file by file, and "
        "go on where they were stopped. The archive is deleted after 30 days; every download is recorded."
    ),
    "welfare:run_messages": _(
        "Beside the notice in the portal members are told by mail, text message or app, so many a minute as you set. "
        "You can pause, go on or stop for good; what has been sent can't be called back. At night and on days off "
        "nothing is sent."
    ),
    "welfare:run_before_review": _(
        "Look at this before the run is submitted or approved. What refuses a step comes first, then what somebody has "
        "to look at, then what each cap took. Every number leads to its list."
    ),
    "welfare:run_fairness": _(
        "Heads and money of the run by post category, sex and branch, and where the differences come from: the run is "
        "counted again without each of its rules. Groups under five people are put together with others, so that "
        "nobody can be found in the figures. Last year's run stands beside it."
    ),
    "welfare:replay_": _(
        "A replay counts a run again as of its day under other rules, and shows who would gain and who would lose. "
        "Nothing is given, reserved or told by it. It is deleted after 30 days."
    ),
    "welfare:run_": _(
        "These are the members, steps and lists of one benefit run. What you see is what the run counted on its "
        "day. Lists can be filtered, exported and printed."
    ),
    "welfare:plan_": _(
        "A plan says which benefit is given when, to whom and of what worth. From it runs are opened by "
        "themselves some weeks before the day. Changing a plan changes no run that is open already."
    ),
    "welfare:plan_new": _(
        "Choose the occasion, then say for whom and how much. Without conditions everybody in the unit is meant; "
        "the preview says how many match today, before anything is saved. Days of minority festivals are entered by "
        "an administrator as they are announced."
    ),
    "welfare:benefit_list_detail": _(
        "A run may start from a list of employee numbers and amounts. Every row is checked first, and nothing is given "
        "before you open the run; rows that are refused stay here with the reason. Correct the file and send it again."
    ),
    "welfare:stock_": _(
        "Every batch has its pickup point and the day until which it is to be used; what expires first goes first. "
        "What is reserved can't be handed out to others, and nothing is handed out beyond what is there. Each change "
        "is an entry that stays."
    ),
    "welfare:stock_count": _(
        "Count what lies here and enter it batch by batch. A difference needs a reason, and becomes an entry. "
        "If something was moved while you counted, that batch is refused: count it again."
    ),
    "welfare:offer_": _(
        "Members choose one article and size by one tap on the phone until the last day. Of a run, who hasn't chosen "
        "gets the default; without a run you learn what to buy. The order list says how many go to which pickup point."
    ),
    "welfare:my_offer": _(
        "Tap what you want, in your size; you may change it until the last day. Who hasn't chosen gets what is told "
        "here. Officers see how many want what; where units are compared, small numbers are hidden."
    ),
    "welfare:plan_satisfaction": _(
        "After receiving, members say by one tap how satisfied they are. What they said of earlier articles stands "
        "here when the next year is planned. Fewer than five answers are hidden."
    ),
    "welfare:run_goods": _(
        "Name the article of the stock and the pickup point, for all or for one unit. Then every hand-out takes from "
        "that stock, what expires first at first. Without them nothing of stock happens."
    ),
    "welfare:run_reserve": _(
        "See how many still wait for which article at which pickup point, what is reserved for them and what is "
        "missing. More than is free is refused, and a smaller number releases the rest. What is there is reserved by "
        "itself when the run is approved, and released when it is closed or cancelled."
    ),
    "welfare:plan_goods": _(
        "Name the article of the stock and the pickup point that runs of this plan begin with, for all or for one "
        "unit. Runs that are open already stay as they are. Once a run is approved, what is there is reserved for it, "
        "and you are told what is missing."
    ),
    "welfare:benefit_rate": _(
        "Say by one tap how satisfied you are with what you received. Nobody sees your answer alone: officers read "
        "sums of at least five. You may change it."
    ),
    "welfare:heat_site_": _(
        "A heat site is a place with people in the heat: how many from when to when, and what each gets a day. From "
        "that follows what is needed; what came less what was used is what is left. Sites that have had nothing for "
        "longest come first."
    ),
    "welfare:heat_period_": _(
        "Enter how many people work in the heat here, from the first to the last day. Where the number changes, enter "
        "another period. What the site needs follows from it."
    ),
    "welfare:heat_ration_": _(
        "Say how many pieces each head gets a day, and from when. Where that changes, end it and enter the article "
        "again. What was needed before stays as it was."
    ),
    "welfare:heat_deliver": _(
        "Enter what you brought: proposed is what the coming days need and the pickup point has. Somebody on the site "
        "signs: write the name, let them draw their signature or add a photo of the slip. The goods leave the stock "
        "at once."
    ),
    "welfare:heat_delivery_": _(
        "Every delivery names the site, the goods, who signed for them and who brought them. One that is wrong is "
        "taken back for a reason, and its goods lie in stock again. It stays in the list."
    ),
    "welfare:heat_rule_": _(
        "From these temperatures on the employer has to stop or shorten work, or pays an allowance. Each rule names "
        "its document and how well it is known. What the union brings never stands in for the allowance."
    ),
    "welfare:winter_": _(
        "Households in hardship by level, who was visited this winter and who not, and what they were given. Tick "
        "those to be visited: the visit is then checked, approved and paid like every other. Income, health and "
        "family never stand here."
    ),
    "welfare:article_": _(
        "An article is what the union gives in kind: with its unit of measure, its sizes and its price. Units below "
        "use the articles of those above. One that is no longer given is taken out of use, not deleted."
    ),
    "welfare:store_": _(
        "A pickup point is where a unit keeps goods and members collect them. Its stock is counted on its own page. "
        "Runs name the pickup point of each unit."
    ),
    "welfare:budget_": _(
        "A budget line holds what a unit may spend on a kind of benefit in a year. Approved runs reserve money, "
        "issued ones spend it; the database refuses to go over. Adjustments need the decision they rest on."
    ),
    "welfare:budget_execution": _(
        "How far the budgets of a year are carried out: what was planned, reserved and spent, month by month, by kind "
        "of benefit and by unit. The year before stands beside it. A refund lowers what was spent; what a year end "
        "carries or lets lapse is shown apart and doesn't change the rate."
    ),
    "welfare:report_coverage": _(
        "How many members received something of a year's benefits, of each kind and in each branch. It is counted once "
        "a day, in the night; who received is a member of the day that is named, whatever unit they were in when they "
        "received. Groups of fewer than five people are put together with others."
    ),
    "welfare:report_spending": _(
        "What the runs and visits of a year gave, by kind, branch and month of the event. Beside kinds stand the "
        "budget and what its ledger spent; beside branches the festival benefits for each member and the cap for a "
        "person and year; members are those of today, of a past year those of its last count. What was revoked or "
        "taken off a list is not among it."
    ),
    "welfare:report_fairness": _(
        "Heads beside money: which share of the members, of those who received and of the money each post category and "
        "sex has in a year. It rests on the same count of each night as the coverage. Groups of fewer than five people "
        "are put together with others, so that nobody can be found by subtracting."
    ),
    "welfare:report_uncollected": _(
        "What is due, what was received and what lies there still, by run, branch and pickup place. The figures are "
        "those of this moment. A number leads to the names; money is received once the bank says that it was paid."
    ),
    "welfare:report_visits": _(
        "Whether the visits that were asked for in a year were made and closed in time. Within how many days says the "
        "rule of the kind; where no rule does, only the days are told. A visit that waits beyond its days counts as "
        "late."
    ),
    "welfare:report_lookup": _(
        "Paste employee numbers, or numbers and names, one person a line, and see who is a member and what each "
        "received in a period. Who belongs to a unit out of your reach is not found, like somebody whom nobody knows. "
        "What you paste is not kept; the record says only how many lines it were, and why."
    ),
    "welfare:year_end_": _(
        "Once a year is over, an officer says for each of a unit's lines whether what is left is carried to the next "
        "year or lapses; others approve it. Money that is still reserved has to be spent or released first. A closed "
        "year takes only what comes back, and passes it on in the same way."
    ),
    "welfare:budget_ledger": _(
        "The ledger holds every change of a budget line, in its order, with what it rests on. The columns on the right "
        "are the sums after each entry; they stay right whatever you filter or sort by. Nothing is ever changed or "
        "taken out: a mistake is put right by another entry."
    ),
    "welfare:payment_list": _(
        "A payment brings the money of issued runs to members through a bank. One person makes it, another releases "
        "it; then its files are fetched for the bank, and the bank's answers are sent in. The list shows how far each "
        "is."
    ),
    "welfare:payment_": _(
        "The portal makes as many files as the bank wants, each sealed with its SHA-256 and fetched once. Whoever has "
        "no account is listed with the reason. What the bank returns is made anew with the next payment of the run."
    ),
    "welfare:answer_": _(
        "Every row of the bank's answer is compared with what was sent before any of it counts. Rows that name no "
        "payment, name one twice, or state another sum or an impossible day are told with their place. A taken answer "
        "can be taken back as a whole."
    ),
    "welfare:profile_": _(
        "A bank profile says what a bank wants its files to be and how it answers. Compare its trial with the bank's "
        "template before it is used. A change makes a new version; payments made before keep theirs."
    ),
    "welfare:hardship_list": _(
        "The list shows who has a hardship file, its level and the day of its review; never income, health or family. "
        "Workers hand their applications in on their own page. Files whose review is due stand on your desk."
    ),
    "welfare:hardship_": _(
        "A file is assessed by one officer and approved by others; the level follows from the formula, and sets the "
        "mark in the register. Income, health, family and papers are read for a reason, which is recorded. Documents "
        "stand beside each line of the reckoning."
    ),
    "welfare:my_hardship": _(
        "Here you apply for help when your family is in hardship, and see what was decided. Keep the draft as often as "
        "you like, and hand it in when it is complete. Only those who decide read it, and each reading is recorded."
    ),
    "welfare:visit_entered": _(
        "Enter a visit at the bedside: event, photos, a signature on the glass. Without network it stays on the phone, "
        "encrypted, until it is sent. It is checked at once by the documents, and refused with the reason. The whole "
        "file is one PDF; what it says of health is opened by those who decide."
    ),
    "welfare:visit_list": _(
        "The list shows to whom your union goes, for which event, and how far each visit is. What the register knows "
        "of proposes itself. Each event is visited once; what a visit says of health and family is read on its page."
    ),
    "welfare:visit_": _(
        "A visit is checked by the documents, approved by others, made by two people, paid and closed. Its sum is "
        "reserved when it is submitted, spent when it is paid, and free again when it is refused or given up. Money is "
        "paid in cash, or with others through the bank, whose answer says what became of it. Health, family and papers "
        "are read for a reason, which is recorded."
    ),
    "welfare:my_visit": _(
        "Ask here when your union should come to see you: marriage, childbirth, illness, a death, retirement, a "
        "disaster. It is checked at once. What you write of health and your papers are read by those who decide alone."
    ),
    "welfare:cap_list": _(
        "A cap is the most that may be given for a kind of benefit, by a document and from a day on. The nearest "
        "unit's counts, then that of the region in which the unit lies. What a run has decided never changes by it."
    ),
    "welfare:due_for_event": _(
        "Enter an event, and read what may be given, by which cap and document. The rules of the day of the event "
        "count, not those of today. What you leave empty refuses nothing."
    ),
    "welfare:grant_list": _(
        "Each row is one benefit of one member, whatever run gave it. Find out here what somebody received this "
        "year. Exports hold what you see, no more."
    ),
    "welfare:grant_": _(
        "Here receipts are recorded: one by one, or many after a day with paper. Choose who signed, the member or "
        "a deputy with name and relation. A wrong one is taken back with a reason."
    ),
    "welfare:grant_detail": _(
        "What decided this benefit when its run was counted: name, unit, category, the cap that lowered it with its "
        "document, the decision, and for money the account. What changes in the register later changes nothing "
        "here. Receipt and payment stand beside it."
    ),
    "welfare:signing_": _(
        "This is one bulk signing: who was ticked off, by whom, with the scan of the paper. It can be undone as a "
        "whole, with a reason. The benefits are then open again."
    ),
    "welfare:member_grants": _(
        "All benefits of one member, with date, worth and receipt. The sum of the year stands beside the cap. "
        "Cancelled ones are marked and don't count."
    ),
    "welfare:my_benefits": _(
        "These are your benefits: what you can collect, where and until when, and what you have received. Confirm "
        "after you have it in your hands. If you confirmed by mistake, take it back on the same page."
    ),
    "welfare:my_line": _(
        "Every list that considered you has a line: what you get, where and until when, or the one rule that kept you "
        "out, with its document. While a list is public you may object from here. Planned lists are not shown."
    ),
    "welfare:public_notice": _(
        "An approved list is public for some working days before anything is given. Names, units and amounts are "
        "shown, never reasons. Object to a row that is wrong: only that row waits."
    ),
    "welfare:objection_": _(
        "A member objects to one row of a public list; that row waits, all others are given. Somebody decides it who "
        "neither made nor approved the list, within five working days. Upheld rows leave the list; a follow-up run "
        "gives what is due instead."
    ),
    "welfare:objection_new": _(
        "Say in a few words what is wrong with this row. Only those who decide and who review the funds read it. You "
        "are told the decision and its reason."
    ),
    "welfare:my_objection": _(
        "Here you see how far your objection is, and the decision with its reason. Until then the row waits; nothing "
        "lapses. You may take the objection back before it is decided."
    ),
    "welfare:benefit_": _(
        "Confirm only what you have in your hands; your union then counts it as received. Somebody else may "
        "collect it for you if you tell the union. A confirmation by mistake can be taken back."
    ),
}
