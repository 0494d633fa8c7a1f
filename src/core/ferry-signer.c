/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ferry-signer.h"

#include <string.h>

/* The scheme `SDK-HMAC-SHA256` of Huawei Cloud's API gateway, as its signing guide and the signers of
 * the official SDKs have it. Pure: nothing here does I/O or looks at the clock. */

/* Upper-case escapes of the UTF-8 bytes; only the unreserved characters stay, so `$` and `/` are escaped. */
static void
append_encoded (GString    *out,
                const char *bytes,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      guchar byte = bytes[i];

      if (g_ascii_isalnum (byte) || strchr ("-_.~", byte) != NULL)
        g_string_append_c (out, byte);
      else
        g_string_append_printf (out, "%%%02X", byte);
    }
}

/* Whatever way the wire escapes a part, the signature has it decoded once and encoded again. */
static void
append_reencoded (GString    *out,
                  const char *encoded)
{
  g_autoptr(GByteArray) decoded = g_byte_array_new ();

  for (const char *p = encoded; *p != '\0'; p++)
    {
      guint8 byte = *p;

      if (*p == '%' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          byte = g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2]);
          p += 2;
        }
      g_byte_array_append (decoded, &byte, 1);
    }

  append_encoded (out, (const char *) decoded->data, decoded->len);
}

/* A closing slash belongs to the signature even where the wire has none. */
static void
append_canonical_path (GString    *out,
                       const char *encoded_path)
{
  g_auto(GStrv) segments = g_strsplit (encoded_path, "/", -1);

  for (gsize i = 0; segments[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, '/');
      append_reencoded (out, segments[i]);
    }

  if (out->len == 0 || out->str[out->len - 1] != '/')
    g_string_append_c (out, '/');
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Stands between a key and its value while they are sorted: below every character that can occur there, so
 * that `a` comes before `a-b` whatever their values are. */
#define SEPARATOR '\001'

/* By key, then by value. */
static void
append_canonical_query (GString    *out,
                        const char *encoded_query)
{
  g_auto(GStrv) parts = g_strsplit (encoded_query, "&", -1);
  g_autoptr(GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      GString *pair;
      char *equals = strchr (parts[i], '=');

      if (*parts[i] == '\0')
        continue;
      if (equals != NULL)
        *equals = '\0';

      pair = g_string_new (NULL);
      append_reencoded (pair, parts[i]);
      g_string_append_c (pair, SEPARATOR);
      append_reencoded (pair, equals != NULL ? equals + 1 : "");
      g_ptr_array_add (pairs, g_string_free (pair, FALSE));
    }

  g_ptr_array_sort (pairs, compare_strings);

  for (guint i = 0; i < pairs->len; i++)
    {
      char *pair = g_ptr_array_index (pairs, i);

      if (i > 0)
        g_string_append_c (out, '&');
      *strchr (pair, SEPARATOR) = '=';
      g_string_append (out, pair);
    }
}

/* Names in lower case, each with its value, sorted by name. */
static GPtrArray *
dup_sorted_headers (const FerryHeader *headers,
                    gsize              n_headers)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < n_headers; i++)
    {
      g_autofree char *name = g_ascii_strdown (headers[i].name, -1);
      g_autofree char *value = g_strstrip (g_strdup (headers[i].value));

      g_ptr_array_add (sorted, g_strdup_printf ("%s%c%s", name, SEPARATOR, value));
    }
  g_ptr_array_sort (sorted, compare_strings);

  return sorted;
}

/**
 * ferry_signer_format_date:
 * @time: a point in time
 *
 * Writes @time as the `X-Sdk-Date` header has it: `YYYYMMDDTHHMMSSZ`, in UTC.
 *
 * Returns: (transfer full): the text
 */
char *
ferry_signer_format_date (GDateTime *time)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (time);

  return g_date_time_format (utc, "%Y%m%dT%H%M%SZ");
}

/**
 * ferry_signer_hash_payload:
 * @body: (nullable): the request's body
 *
 * Computes the payload hash of a canonical request; no body counts as an empty one.
 *
 * Returns: (transfer full): the SHA-256 in lower-case hexadecimal digits
 */
char *
ferry_signer_hash_payload (GBytes *body)
{
  if (body == NULL)
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, "", 0);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, body);
}

/**
 * ferry_signer_dup_signed_headers:
 * @headers: (array length=n_headers): the headers to sign
 * @n_headers: how many there are
 *
 * Lists the names of @headers as the `SignedHeaders` part has them: in lower
 * case, sorted, joined by `;`.
 *
 * Returns: (transfer full): the list
 */
char *
ferry_signer_dup_signed_headers (const FerryHeader *headers,
                                 gsize              n_headers)
{
  g_autoptr(GPtrArray) names = dup_sorted_headers (headers, n_headers);

  for (guint i = 0; i < names->len; i++)
    *strchr (g_ptr_array_index (names, i), SEPARATOR) = '\0';
  g_ptr_array_add (names, NULL);

  return g_strjoinv (";", (char **) names->pdata);
}

/**
 * ferry_signer_dup_canonical_request:
 * @method: the HTTP method
 * @encoded_path: the path as it is sent
 * @encoded_query: (nullable): the query as it is sent, without `?`
 * @headers: (array length=n_headers): the headers to sign
 * @n_headers: how many there are
 * @payload_hash: what [func@Ferry.signer_hash_payload] gave, or the value of
 *   `X-Sdk-Content-Sha256`
 *
 * Brings a request into the form that both sides hash.
 *
 * Returns: (transfer full): the canonical request
 */
char *
ferry_signer_dup_canonical_request (const char        *method,
                                    const char        *encoded_path,
                                    const char        *encoded_query,
                                    const FerryHeader *headers,
                                    gsize              n_headers,
                                    const char        *payload_hash)
{
  g_autoptr(GPtrArray) sorted = dup_sorted_headers (headers, n_headers);
  g_autofree char *names = ferry_signer_dup_signed_headers (headers, n_headers);
  g_autoptr(GString) path = g_string_new (NULL);
  GString *request = g_string_new (method);

  append_canonical_path (path, encoded_path);
  g_string_append_printf (request, "\n%s\n", path->str);
  append_canonical_query (request, encoded_query != NULL ? encoded_query : "");
  g_string_append_c (request, '\n');
  for (guint i = 0; i < sorted->len; i++)
    {
      char *line = g_ptr_array_index (sorted, i);

      *strchr (line, SEPARATOR) = ':';
      g_string_append_printf (request, "%s\n", line);
    }
  g_string_append_printf (request, "\n%s\n%s", names, payload_hash);

  return g_string_free (request, FALSE);
}

/**
 * ferry_signer_dup_string_to_sign:
 * @date: the value of `X-Sdk-Date`
 * @canonical_request: what [func@Ferry.signer_dup_canonical_request] gave
 *
 * Returns: (transfer full): the text that the secret key signs
 */
char *
ferry_signer_dup_string_to_sign (const char *date,
                                 const char *canonical_request)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical_request, -1);

  return g_strjoin ("\n", FERRY_SIGNER_ALGORITHM, date, hash, NULL);
}

/**
 * ferry_signer_dup_signature:
 * @secret_key: the secret key, used as it is
 * @string_to_sign: what [func@Ferry.signer_dup_string_to_sign] gave
 *
 * Returns: (transfer full): the signature in lower-case hexadecimal digits
 */
char *
ferry_signer_dup_signature (const char *secret_key,
                            const char *string_to_sign)
{
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256,
                                    (const guchar *) secret_key, strlen (secret_key),
                                    string_to_sign, -1);
}

/* The date that the request carries is the one that is signed. */
static const char *
find_date (const FerryHeader *headers,
           gsize              n_headers)
{
  for (gsize i = 0; i < n_headers; i++)
    if (g_ascii_strcasecmp (headers[i].name, "X-Sdk-Date") == 0)
      return headers[i].value;

  g_return_val_if_reached ("");
}

/**
 * ferry_signer_dup_authorization:
 * @credentials: an access key pair
 * @method: the HTTP method
 * @encoded_path: the path as it is sent
 * @encoded_query: (nullable): the query as it is sent, without `?`
 * @headers: (array length=n_headers): the headers to sign, `X-Sdk-Date` among them
 * @n_headers: how many there are
 * @payload_hash: what [func@Ferry.signer_hash_payload] gave
 *
 * Signs a request.
 *
 * Returns: (transfer full): the value of the `Authorization` header
 */
char *
ferry_signer_dup_authorization (FerryCredentials  *credentials,
                                const char        *method,
                                const char        *encoded_path,
                                const char        *encoded_query,
                                const FerryHeader *headers,
                                gsize              n_headers,
                                const char        *payload_hash)
{
  g_autofree char *names = ferry_signer_dup_signed_headers (headers, n_headers);
  g_autofree char *request = ferry_signer_dup_canonical_request (method, encoded_path, encoded_query,
                                                                 headers, n_headers, payload_hash);
  g_autofree char *text = ferry_signer_dup_string_to_sign (find_date (headers, n_headers), request);
  g_autofree char *signature = ferry_signer_dup_signature (ferry_credentials_get_secret_key (credentials), text);

  return g_strdup_printf (FERRY_SIGNER_ALGORITHM " Access=%s, SignedHeaders=%s, Signature=%s",
                          ferry_credentials_get_access_key (credentials), names, signature);
}
