"""The kinds of command that a rule of the state machine draws from."""

PEOPLE = ("member.admit", "member.register-candidate", "member.take-over", "group.register")
CHANGES = ("member.amend", "member.end", "group.amend")
PARTNERS = (("partner.enrol",), ("partner.assess", "partner.drop"), ("partner.resume", "partner.assess"))
SHARES = ("share.open", "share.pay", "share.bill", "share.return", "share.take-over")
SAVINGS = ("savings.open", "savings.take-over", "savings.close", "savings.hold", "savings.release-hold")
BROUGHT = ("savings.take-over-deposit", "savings.take-over-programme")
INTEREST = ("savings.accrue-interest", "savings.post-interest")
DORMANCY = ("savings.charge-dormancy", "savings.reactivate", "savings.mark-dormant")
FOLLOWING = ("loan.reclassify", "savings.reclassify")
CHARGES = ("savings.charge-fee", "savings.charge-overdraft", "savings.book-interest", "savings.correct-rounding")
DEPOSITS = ("savings.open-deposit", "savings.instruct-deposit", "savings.pay-deposit-interest")
DEPOSIT_ENDS = ("savings.break-deposit", "savings.mature-deposit", "savings.pay-out-deposit")
LOANS = ("loan.disburse", "loan.sell", "loan.take-over")
TITIPAN = ("loan.settle-from-titipan", "loan.return-titipan")
TRANCHES = ("loan.disburse-tranche", "loan.cancel-undrawn")
LINES = ("loan.charge-interest", "loan.renew-line")
EARNING = ("loan.accrue-interest", "loan.earn-fees")
LOAN_ENDS = ("loan.pay-off", "loan.write-off", "loan.reschedule")
TOP_UP = ("loan.replace", "loan.disburse", "loan.pay-out-rest")
SEIZED = ("loan.pledge-collateral", "loan.settle-by-collateral", "seized.take", "seized.take-over", "seized.value", "seized.keep")
SEIZED_ENDS = ("seized.pay-surplus", "seized.sell")
COLLATERAL = ("loan.pledge-collateral", "loan.release-collateral")
GUARANTORS = ("loan.add-guarantor", "loan.release-guarantor")
CLAIMS = ("loan.recover", "loan.forgive")
DEEDS = (("deed.draft",), ("deed.submit",), ("deed.sign", "deed.reject"), ("deed.draft",), ("deed.post", "deed.supersede"))
"""One after the other."""
ASSET_CARE = ("asset.inspect", "asset.impair", "asset.revise", "asset.improve", "asset.repair", "asset.charge-use")
ASSET_LIFE = ("asset.meet-condition", "asset.return", "asset.dispose", "asset.lose", "asset.settle-claim")
ASSETS = (
    ("asset.take-over", "asset.receive", "asset.buy"),
    ("asset.depreciate", "asset.amend"),
    ASSET_CARE,
    ASSET_LIFE,
    ("asset.receive", "asset.settle-claim"),
)
VESTING = ("asset.vest",)
STOCK = (
    ("stock.open",),
    ("stock.receive", "stock.take-over", "stock.buy"),
    ("stock.grow",),
    ("stock.breed", "stock.count", "stock.value", "stock.bring-in"),
    ("stock.harvest", "stock.process", "stock.sell", "stock.use", "stock.lose"),
)
JOURNALS = ("general.post", "general.take-over-balance", "general.move-between-funds", "general.count-cash")
LEGS = ("general.send-cash", "general.receive-cash", "savings.correct-in", "savings.correct-out", "share.correct-in", "share.correct-out")
GROUPS = ("group.pay-in", "cover.pay", "loan.cover", "cover.repay", "cover.forgive", "group.pay-out")
LEAVERS = ("member.pay-leaver", "share.release")
