/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whom a new demo service lets in. */

/**
 * FERRY_DEMO_ACCESS_KEY:
 *
 * The access key that a new demo service accepts.
 */
#define FERRY_DEMO_ACCESS_KEY "SAMPLE-ACCESS-KEY"

/**
 * FERRY_DEMO_SECRET_KEY:
 *
 * The secret key that belongs to [const@FerryDemo.ACCESS_KEY].
 */
#define FERRY_DEMO_SECRET_KEY "sample-secret-key"

/**
 * FERRY_DEMO_TOKEN:
 *
 * The token that a new demo service accepts, in every region and for good.
 */
#define FERRY_DEMO_TOKEN "sample-token"

/**
 * FERRY_DEMO_DOMAIN:
 *
 * The name of the account whose user may sign in to a new demo service.
 */
#define FERRY_DEMO_DOMAIN "example-account"

/**
 * FERRY_DEMO_DOMAIN_ID:
 *
 * The id of that account.
 */
#define FERRY_DEMO_DOMAIN_ID "0a1b2c3d4e5f60718293a4b5c6d7e8f9"

/**
 * FERRY_DEMO_USER:
 *
 * The name of the user who may sign in to a new demo service.
 */
#define FERRY_DEMO_USER "sample-user"

/**
 * FERRY_DEMO_USER_ID:
 *
 * The id of the user who may sign in, whatever the name is.
 */
#define FERRY_DEMO_USER_ID "1f2e3d4c5b6a79880716253443526170"

/**
 * FERRY_DEMO_PASSWORD:
 *
 * The password of [const@FerryDemo.USER].
 */
#define FERRY_DEMO_PASSWORD "sample-password"

/**
 * FERRY_DEMO_PASSCODE:
 *
 * The one-time code that is accepted while %FERRY_DEMO_FAULT_IAM_PASSCODE asks
 * for one and no other has been set. It can be used many times.
 */
#define FERRY_DEMO_PASSCODE "123456"
