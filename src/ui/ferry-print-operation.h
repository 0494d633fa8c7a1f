/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-printout.h"

G_BEGIN_DECLS

#define FERRY_TYPE_PRINT_OPERATION (ferry_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (FerryPrintOperation, ferry_print_operation, FERRY, PRINT_OPERATION, GtkPrintOperation)

FerryPrintOperation *ferry_print_operation_new (FerryExport *export, FerryPrintout *printout);

G_END_DECLS
