# ruff: noqa: E501 - the documents read as one table
"""The standing of the made-up parks: recognition, documents, capacity, levels, upgrade plan, visits of the leader."""

from datetime import date, timedelta

from demo.county import County
from parks.models import (
    CapacityAssessment,
    LeaderVisit,
    Park,
    ParkLevel,
    ParkPaper,
    RecognitionProblem,
    UpgradePlan,
)
from parks.states import CapacityConclusion, LevelKind, PaperKind

# fmt: off
PROBLEMS = (
    # problem, unit, deadline from today, corrected days ago, result
    ("四至范围矢量图与批复文件不一致",         "resources", -420, 450, "已重新测绘并报省厅备案"),
    ("安全监管机构专业人员占比不足75%",        "",          -200, 215, "新招录化工安全专业人员4名"),
    ("公共事故应急池容积不足，未形成三级防控", "ecology",    -25,   0, ""),
    ("封闭化管理系统未与智能化管控平台联网",   "",            40,   0, ""),
    ("危险货物运输车辆专用停车场未建成",       "transport",   25,   0, ""),
)
PAPERS = (
    # kind, title, number, authority, issued days ago, valid for days
    (PaperKind.RECOGNITION,       "化工园区认定批复",           "澜江化认〔{y}〕{n}号",   "澜江省人民政府",     1100, 1825),
    (PaperKind.BOUNDARY,          "园区四至范围批复",           "澜政函〔{y}〕4{n}号",     "澜宁市人民政府",     1090,    0),
    (PaperKind.MASTER_PLAN,       "园区总体规划(2021—2035年)", "澜政批〔{y}〕1{n}号",     "澜宁市人民政府",     1500, 3900),
    (PaperKind.LAND_USE,          "建设用地批复",               "澜自然资函〔{y}〕7{n}号", "澜江省自然资源厅",   1420,    0),
    (PaperKind.PLAN_EIA,          "规划环境影响报告书审查意见", "澜环函〔{y}〕9{n}号",     "澜江省生态环境厅",   1450, 1790),
    (PaperKind.SAFETY_ASSESSMENT, "整体性安全风险评估报告",     "YC-AP-{y}-{n}",           "澜江安全科学研究院", 1300,    0),
)
VISITS = (
    # days ago, what was seen, what was asked for
    (12,  "现场查看事故应急池施工和特勤消防站，听取挥发性有机物限批整改汇报。", "应急池年底前完成池壁浇筑；消防站编制一周内报编委。"),
    (71,  "检查污水处理厂在线监测和一企一管施工。",                           "管廊二期倒排工期，每周报进度。"),
    (133, "调研智能化管控平台运行，抽查两家企业重大危险源监测数据接入。",     "未接入的点位一个月内接入。"),
)
# fmt: on


def stand(county: County, park: Park, number: int, today: date) -> None:
    """Put all of it into the file of a park."""
    _problems(county, park, today)
    ParkPaper.objects.bulk_create(
        ParkPaper(
            park=park,
            kind=kind,
            title=title,
            number=numbered.format(y=(today - timedelta(days=issued)).year, n=number + 1),
            authority=authority,
            issued_on=today - timedelta(days=issued),
            valid_until=today + timedelta(days=valid - issued) if valid else None,
        )
        for kind, title, numbered, authority, issued, valid in PAPERS
    )
    _capacity(park, today)
    _levels(park, today)
    leader = county.logins["superior"]
    LeaderVisit.objects.bulk_create(
        LeaderVisit(park=park, leader=leader, day=today - timedelta(days=ago), seen=seen, asked=asked)
        for ago, seen, asked in VISITS
    )


def _problems(county: County, park: Park, today: date) -> None:
    RecognitionProblem.objects.bulk_create(
        RecognitionProblem(
            park=park,
            problem=problem,
            raised_by="省化工园区认定专家组",
            raised_on=today - timedelta(days=700),
            organization=county.units[unit] if unit else park.committee,
            person=county.people[(county.units[unit] if unit else park.committee).pk][0].name,
            deadline=today + timedelta(days=deadline),
            done_on=today - timedelta(days=done) if done else None,
            result=result,
        )
        for problem, unit, deadline, done, result in PROBLEMS
    )


def _capacity(park: Park, today: date) -> None:
    rows = (
        (410, CapacityConclusion.CONDITIONS, "应急池、消防站、固废处置能力不足，反馈问题整改完成前不得新增排放量。"),
        (1180, CapacityConclusion.NOT, "污水处理能力和应急能力不能满足现有产业。"),
    )
    CapacityAssessment.objects.bulk_create(
        CapacityAssessment(
            park=park,
            assessed_on=today - timedelta(days=ago),
            authority="澜江省化工园区整治工作专班",
            conclusion=conclusion,
            findings=findings,
            feedback_number=f"澜化整治办〔{(today - timedelta(days=ago)).year}〕26号",
        )
        for ago, conclusion, findings in rows
    )
    Park.objects.filter(pk=park.pk).update(capacity_assessed_on=today - timedelta(days=410))


def _levels(park: Park, today: date) -> None:
    rows = (
        (LevelKind.COMPETITIVENESS, "未入围", 760),
        (LevelKind.COMPETITIVENESS, "省级潜力园区", 390),
        (LevelKind.SMART, "二级(起步级)", 400),
    )
    ParkLevel.objects.bulk_create(
        ParkLevel(
            park=park,
            kind=kind,
            level=level,
            published_on=today - timedelta(days=ago),
            published_by="澜江省工业和信息化厅",
        )
        for kind, level, ago in rows
    )
    if park.risk_grade < "D":
        UpgradePlan.objects.create(
            park=park,
            target_grade="D" if park.risk_grade == "C" else "C",
            target_on=today + timedelta(days=210),
            measures="建成三级防控应急池；特勤消防站执勤；封闭化管理联网；老旧装置淘汰退出。",
            approved_by="县人民政府",
            approved_on=today - timedelta(days=300),
            document=f"砚政发〔{(today - timedelta(days=300)).year}〕18号",
        )
