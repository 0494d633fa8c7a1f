/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* The functions of libxlsxwriter that are called. */
#define FERRY_XLSX_FUNCTIONS(FUNCTION) \
  FUNCTION (format_set_align) \
  FUNCTION (format_set_bold) \
  FUNCTION (format_set_num_format) \
  FUNCTION (format_set_text_wrap) \
  FUNCTION (lxw_strerror) \
  FUNCTION (lxw_workbook_free) \
  FUNCTION (workbook_add_format) \
  FUNCTION (workbook_add_worksheet) \
  FUNCTION (workbook_close) \
  FUNCTION (workbook_new_opt) \
  FUNCTION (workbook_set_properties) \
  FUNCTION (workbook_validate_sheet_name) \
  FUNCTION (worksheet_autofilter) \
  FUNCTION (worksheet_fit_to_pages) \
  FUNCTION (worksheet_freeze_panes) \
  FUNCTION (worksheet_ignore_errors) \
  FUNCTION (worksheet_repeat_rows) \
  FUNCTION (worksheet_set_column) \
  FUNCTION (worksheet_set_landscape) \
  FUNCTION (worksheet_write_boolean) \
  FUNCTION (worksheet_write_number) \
  FUNCTION (worksheet_write_string)

/**
 * FerryXlsx:
 *
 * libxlsxwriter, as far as it is called. Programs are not linked with it: it
 * brings libraries along that take a quarter of the time in which a program
 * starts, and most of the time nobody asks for a workbook.
 */
typedef struct
{
#define FERRY_XLSX_MEMBER(name) __typeof__ (name) *name;
  FERRY_XLSX_FUNCTIONS (FERRY_XLSX_MEMBER)
#undef FERRY_XLSX_MEMBER
} FerryXlsx;

/* Empty until ferry_xlsx_load() has filled it. */
extern FerryXlsx ferry_xlsx;

gboolean ferry_xlsx_load (GError **error);

G_END_DECLS
