"""All the made-up lists, by name."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.intake.corpus import (
    cell_contents,
    combined_shapes,
    deadline_habits,
    deadline_words,
    deadline_years,
    form_rows,
    heading_shapes,
    heading_words,
    look_alikes,
    merged_cells,
    no_ledgers,
    rows_between,
    several_sheets,
    several_tables,
    source_shapes,
    who_answers,
)
from tests.intake.corpus.grids import MadeList, save

BUILDERS: tuple[Callable[[], MadeList], ...] = (
    heading_shapes.plain_export,
    heading_shapes.title_and_reporting_line,
    heading_shapes.two_row_groups,
    heading_shapes.three_row_groups,
    heading_shapes.starts_at_column_b,
    heading_shapes.headings_with_blanks,
    heading_words.english_beside_chinese,
    heading_words.twenty_five_columns,
    heading_words.headings_with_instructions,
    heading_words.columns_that_look_alike,
    heading_words.heading_repeated_on_each_page,
    heading_words.serial_heading_one_row_higher,
    merged_cells.enterprise_and_deadline_over_items,
    merged_cells.items_merged_over_rows,
    merged_cells.blocks_whose_rows_differ,
    merged_cells.blocks_with_listed_measures,
    merged_cells.one_serial_for_each_enterprise,
    merged_cells.cells_merged_sideways,
    rows_between.group_rows_over_full_width,
    rows_between.group_rows_in_first_cell,
    rows_between.enterprises_as_group_rows,
    rows_between.group_number_and_name_apart,
    rows_between.totals_notes_and_signatures,
    rows_between.blank_rows_and_formatted_tail,
    rows_between.serials_of_every_kind,
    deadline_words.periods,
    deadline_words.days_in_many_forms,
    deadline_words.spans_and_several_dates,
    deadline_words.without_a_date,
    deadline_words.serial_numbers_and_real_dates,
    deadline_words.chinese_and_full_width_figures,
    deadline_years.year_in_title,
    deadline_years.year_in_heading,
    deadline_years.year_in_found_date,
    deadline_years.year_in_cell_above,
    deadline_years.year_in_reporting_line,
    deadline_habits.short_forms_with_the_year_in_the_title,
    deadline_habits.stages_and_remarks_beside_the_date,
    deadline_habits.merged_deadline_without_a_year,
    look_alikes.problems_that_begin_like_notes,
    look_alikes.second_table_with_title_and_heading,
    look_alikes.preamble_that_names_the_columns,
    look_alikes.first_and_last_day_in_two_columns,
    look_alikes.list_without_serials,
    look_alikes.units_with_labels_and_rare_separators,
    look_alikes.units_and_persons_in_one_column,
    source_shapes.inspectorate_feedback,
    source_shapes.inspectorate_opinions,
    source_shapes.capacity_assessment_feedback,
    source_shapes.expert_diagnosis,
    source_shapes.enterprise_self_check,
    source_shapes.dual_prevention_export,
    source_shapes.complaints_transferred,
    source_shapes.legality_review_of_projects,
    cell_contents.numbered_points_in_one_cell,
    cell_contents.several_units_in_a_cell,
    cell_contents.formulas_with_results,
    cell_contents.serials_never_computed,
    cell_contents.text_that_is_no_formula,
    cell_contents.rows_without_a_problem,
    cell_contents.three_hundred_rows,
    combined_shapes.everything_at_once,
    combined_shapes.category_merged_down_the_first_column,
    combined_shapes.parks_and_enterprises_as_groups,
    combined_shapes.two_row_heading_without_merging,
    combined_shapes.problems_merged_sideways,
    combined_shapes.column_numbers_below_the_heading,
    combined_shapes.days_since_1904,
    combined_shapes.words_in_red_and_comments,
    combined_shapes.longer_periods,
    combined_shapes.single_item,
    several_sheets.cover_contents_and_summary_first,
    several_sheets.instructions_that_name_every_heading,
    several_sheets.dictionary_and_hidden_sheets,
    several_sheets.first_of_two_lists,
    several_sheets.second_of_two_lists,
    several_sheets.statistics_longer_than_the_list,
    several_tables.further_table_in_another_order,
    several_tables.richer_table_below_a_plain_one,
    several_tables.enterprises_one_below_the_other_in_different_years,
    several_tables.two_row_heading_on_each_page,
    form_rows.made_up_example_first,
    form_rows.explanations_below_the_heading,
    form_rows.signatures_without_colons,
    form_rows.office_and_day_at_the_end,
    form_rows.labelled_enterprises_between_the_items,
    form_rows.note_between_the_items,
    who_answers.roles_written_into_the_cell,
    who_answers.leading_responsible_and_assisting_units,
    who_answers.as_above,
    who_answers.listed_supervision,
    who_answers.letters_of_the_public,
    no_ledgers.contact_list,
    no_ledgers.list_of_enterprises,
    no_ledgers.figures_only,
    no_ledgers.nothing_at_all,
    no_ledgers.text_without_a_list,
)


def build(builder: Callable[[], MadeList], folder: Path) -> tuple[Path, dict]:
    """Write one list; its file and what must be read from it."""
    made = builder()
    path = folder / f"{builder.__name__}.xlsx"
    save(made, path)
    return path, made.expected


def build_all(folder: Path) -> list[Path]:
    """Write every list as .xlsx and beside it what must be read from it as .json."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for builder in BUILDERS:
        path, expected = build(builder, folder)
        path.with_suffix(".json").write_text(json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8")
        paths.append(path)
    return paths
