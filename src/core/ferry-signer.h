/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-credentials.h"

G_BEGIN_DECLS

/**
 * FERRY_SIGNER_ALGORITHM:
 *
 * The name of the signing scheme, as it stands in the `Authorization` header.
 */
#define FERRY_SIGNER_ALGORITHM "SDK-HMAC-SHA256"

/**
 * FerryHeader:
 * @name: a header's name, in any case
 * @value: its value
 *
 * One header of a request. Neither string is owned.
 */
typedef struct
{
  const char *name;
  const char *value;
} FerryHeader;

char *ferry_signer_format_date (GDateTime *time);
char *ferry_signer_hash_payload (GBytes *body);
char *ferry_signer_dup_signed_headers (const FerryHeader *headers,
                                       gsize n_headers);
char *ferry_signer_dup_canonical_request (const char *method,
                                          const char *encoded_path,
                                          const char *encoded_query,
                                          const FerryHeader *headers,
                                          gsize n_headers,
                                          const char *payload_hash);
char *ferry_signer_dup_string_to_sign (const char *date,
                                       const char *canonical_request);
char *ferry_signer_dup_signature (const char *secret_key,
                                  const char *string_to_sign);
char *ferry_signer_dup_authorization (FerryCredentials *credentials,
                                      const char *method,
                                      const char *encoded_path,
                                      const char *encoded_query,
                                      const FerryHeader *headers,
                                      gsize n_headers,
                                      const char *payload_hash);

G_END_DECLS
