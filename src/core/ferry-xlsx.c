/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-xlsx.h"

#include <dlfcn.h>
#include <glib/gi18n.h>

#include "ferry-error.h"

/* The one whose headers these are: another may lay out its structures differently. */
#define FILE_NAME "libxlsxwriter.so." LXW_SOVERSION

FerryXlsx ferry_xlsx;

static gboolean
load (FerryXlsx *self)
{
  void *library = dlopen (FILE_NAME, RTLD_NOW | RTLD_LOCAL);

#define AND_FIND(name) && (*(void **) &self->name = dlsym (library, #name)) != NULL
  return library != NULL FERRY_XLSX_FUNCTIONS (AND_FIND);
#undef AND_FIND
}

/**
 * ferry_xlsx_load:
 * @error: return location for an error
 *
 * Loads the library, where that is still to be done. It stays. May be called in
 * any thread.
 *
 * Returns: %TRUE, or %FALSE with %FERRY_ERROR_EXPORT
 */
gboolean
ferry_xlsx_load (GError **error)
{
  static gboolean is_loaded;
  static GMutex mutex;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (!is_loaded && !(is_loaded = load (&ferry_xlsx)))
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_EXPORT,
                 /* Translators: why, in the words of the system, with the name of the library. */
                 _("The library that writes workbooks could not be loaded: %s"), dlerror ());

  return is_loaded;
}
