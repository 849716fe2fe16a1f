"""救济: where an enterprise goes against an order of a body of a county, and by when. Pure.

60 days to the government, 6 months to the court; against the branch of a city bureau the city government, or also the
government of the place (行政复议法24; domain documents, section 3). Neither stays the order.
"""

import re

BRANCH = "分局"
CITY = re.compile(r"^(.+?市)")
NOT_STAYED = "复议、诉讼期间不停止本指令书的执行，法律另有规定的除外。"


def reviewers(body: str, county_government: str) -> str:
    """The governments that review what a body has ordered, as an order names them."""
    city = CITY.match(body) if body.endswith(BRANCH) else None
    if city is None:
        return f"向{county_government}申请行政复议"
    return f"向{city[1]}人民政府申请行政复议，也可以向{county_government}申请行政复议"


def told(body: str, county_government: str) -> str:
    """The sentences of an order that tell the remedies."""
    return (
        f"如不服本指令书，可以自收到本指令书之日起六十日内{reviewers(body, county_government)}，"
        f"或者自收到本指令书之日起六个月内向有管辖权的人民法院提起行政诉讼。{NOT_STAYED}"
    )
