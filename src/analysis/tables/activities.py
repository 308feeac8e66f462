"""Work that is counted: permits, trainings, inspections, purchases, events."""

from analysis.tables.dictionary import Table, category, date, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.territory import county_code

KINDS = {
    "permit_vehicle": ("重点物资运输车辆通行证", "passes for vehicles with vital goods"),
    "permit_city": ("市内通行证", "passes of the city"),
    "training": ("培训", "training"),
    "inspection": ("检查", "inspection"),
    "purchase": ("采购", "purchase"),
    "event": ("活动", "event"),
}

ACTIVITIES = Table(
    name="activities",
    zh="工作量台账",
    en="Register of work done",
    row=("一次活动，或一日的数量", "one act, or the count of one day"),
    key=("kind", "date", "county_code", "name"),
    traced=True,
    columns={
        "kind": category("事项", "Kind", KINDS, ("事项种类", "工作事项", "活动类别")),
        "date": date("日期", "Date", ("办理日期", "活动日期")),
        "county_code": county_code(),
        "name": text("名称", "Name", ("活动名称", "证件名称", "检查对象"), optional=True),
        "quantity": quantity("数量", "Quantity", "items", ("办理数量", "人次", "件数")),
        "counted_in": text("计数单位", "Counted in", ("单位", "计量单位"), optional=True),
        "enterprises": quantity(
            "涉及企业数", "Enterprises", "count", ("企业数", "参加企业数"), optional=True
        ),
        "receiver": text("接收单位", "Receiver", optional=True),
        "vintage": vintage(),
    },
)
