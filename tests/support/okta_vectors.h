// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

/// Test vectors of both families. The keys are for tests alone.
namespace support::okta {

/// 17.3: scalars of P-256 in hexadecimal.
inline constexpr const char* PossessionKey =
    "6dfd99aaeb8ea327730079b82c60f24715a604c460e58dfea80ff1f2396a7f95";
inline constexpr const char* PossessionKeyId = "0F3D1C52-7A10-4B6E-9C55-2B8E4D6A9101";
inline constexpr const char* PossessionJwk =
    R"({"crv":"P-256","kid":"0F3D1C52-7A10-4B6E-9C55-2B8E4D6A9101","kty":"EC",)"
    R"("okta:kpr":"SOFTWARE","x":"9Byg0uVwlDdf4UqLhjemRmifcZSFrIutEt9Yc8MeDTA",)"
    R"("y":"wurYtYxNv2TJ9wkGnOY3_JmqOs0qbNiV0CDEmsDhDCo"})";
inline constexpr const char* VerificationKey =
    "35863179c1543bd5a4429ff2ef699d2a90ea5af36dbe90ed0bbc237958a18dfa";
inline constexpr const char* VerificationKeyId = "5B2E9A77-31C4-4F0D-8E21-6C9D0A1B2302";
inline constexpr const char* VerificationJwk =
    R"({"crv":"P-256","kid":"5B2E9A77-31C4-4F0D-8E21-6C9D0A1B2302","kty":"EC",)"
    R"("okta:kpr":"SOFTWARE","x":"HWcDjcUbFnbfEEnnffW3ActLm6t1-zgUhkU5ZufgnB0",)"
    R"("y":"wc56iMdCCY8Ov2gqjRCsBgwhLxCnKfTP7Lf9aausq6w"})";

/// 17.4: the key set of the organisation.
inline constexpr const char* OrganisationKeyId = "org-signing-2025-10";
inline constexpr const char* OrganisationModulus =
    "ih3aDu4uqEYsxREOHZ-JT-z_vurpVt03zzjfu864e_UfxHOfRDaGig6wJy2x5SvjyA_MRYGbfX6dGx0iuriKn3wnbiuw"
    "ai4GTlfp25tstv-aaFJXWHTN7Qlwjpgc0dRc5Fu9eeFtmyZ_YqP_zxlYoXPRCX8gGeDkTesqaKnbudgHdoDd6CbSDzmz"
    "kTTtn1UOAvZmDU4G91ktb9Vmpd0ZIOpdrTWuu-zJo1NDMAs2NS-FxyY_dhvxegWo-LhjFMlML53RBIKgh9RTskmwFha0"
    "Q_DWPNGQYBCJ-XWxqoHupr3wE0XC7WxdPrLBAooZ6G1MFobvC6hwBLD0nOsyKArMLQ";

/// 17.4: the token of the LOGIN challenge.
inline constexpr const char* LoginChallenge =
    "eyJraWQiOiJvcmctc2lnbmluZy0yMDI1LTEwIiwidHlwIjoib2t0YS1wdXNoYmluZCtqd3QiLCJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJodHRwczovL2FjbWUuZXhhbXBsZS5jb20iLCJhdWQiOiJva3RhLjNmNmQyYTkwLTRjMWItNWU3Ny05YTE"
    "wLTBkNWM4YjdlNmYyMSIsImV4cCI6MTc2MDAwMDMwMCwiaWF0IjoxNzYwMDAwMDAwLCJqdGkiOiJmdFE3bVoyblZ3MFR"
    "lc3RUcmFuc2FjdGlvbjAxIiwibm9uY2UiOiJaazN2UTlwTDFzVDhhWDJ3QjZ1WSIsInRyYW5zYWN0aW9uSWQiOiJmdFE"
    "3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAxIiwic2lnbmFscyI6WyJkaXNwbGF5TmFtZSIsInBsYXRmb3JtIiwib3NWZXJ"
    "zaW9uIiwic2VyaWFsTnVtYmVyIl0sInZlcmlmaWNhdGlvblVyaSI6Imh0dHBzOi8vYWNtZS5leGFtcGxlLmNvbS9pZHA"
    "vbXlhY2NvdW50L2FwcC1hdXRoZW50aWNhdG9ycy9jaGFsbGVuZ2UvZnRRN21aMm5WdzBUZXN0VHJhbnNhY3Rpb24wMS9"
    "2ZXJpZnkiLCJvcmdJZCI6IjAwb1RFU1RPUkcwMDAwMDAwMDAxIiwiYXBwSW5zdGFuY2VOYW1lIjoiQWNtZSBFeHBlbnN"
    "lcyIsIm1ldGhvZCI6InB1c2giLCJtZXRob2RFbnJvbGxtZW50SWQiOiJvcGZURVNUUFVTSDAwMDAwMDAwMSIsImF1dGh"
    "lbnRpY2F0b3JFbnJvbGxtZW50SWQiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsInVzZXJNZWRpYXRpb24iOiJSRVFVSVJ"
    "FRCIsInVzZXJWZXJpZmljYXRpb24iOiJQUkVGRVJSRUQiLCJ1c2VySWQiOiIwMHVURVNUVVNFUjAwMDAwMDAwMSIsImN"
    "oYWxsZW5nZUNvbnRleHQiOnsiY2xpZW50T1MiOiJNQUNfT1NfWCIsImNsaWVudExvY2F0aW9uIjoiTGlzYm9uLCBQb3J"
    "0dWdhbCIsInNob3dVc2VyTG9jYXRpb25Jbk5vdGlmaWNhdGlvbiI6dHJ1ZSwidHJhbnNhY3Rpb25UaW1lIjoiMjAyNS0"
    "xMC0wOVQwODo1MzoyMC4xMjVaIiwidHJhbnNhY3Rpb25UeXBlIjoiTE9HSU4iLCJyaXNrTGV2ZWwiOiJISUdIIiwidW5"
    "1c3VhbEFjdGl2aXRpZXNUZXh0SXRlbXMiOlsiQU5PTUFMT1VTX0xPQ0FUSU9OIl19LCJ2ZXIiOjB9.Nl7lYmuVsuiUhN"
    "2CWRwzYjGuPtO0HBDSfCVKtegk1QkURCAR2Cq8sdyIq1VUepfrNSdVGRFSNscBTbek7Rui1nDUdPSwT1pSDwb-OqHJEH"
    "lai2uI5JzwODubKHINinwkvLyKG5H8ASmoJbgqYESN3VowBpzCppLPTwLB4qwI9vKDiaKPSolh0Rct-muf8XROE9ivyb"
    "Z1NI8WvufLsEeqkjiDl5Z6in2ScNMfX_W2OBlnheiHRaBOE7Zfzqw70_zszubHj11s9sXiJoZZVaHVTAgsj_5Lj-CAyO"
    "ThoCL5JUTtPhK-AR4JP2pBQYlZP1iw9vg92MHNd5RWT9LL-2mRrA";

/// 17.5
inline constexpr const char* CibaChallenge =
    "eyJraWQiOiJvcmctc2lnbmluZy0yMDI1LTEwIiwidHlwIjoib2t0YS1wdXNoYmluZCtqd3QiLCJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJodHRwczovL2FjbWUuZXhhbXBsZS5jb20iLCJhdWQiOiJva3RhLjNmNmQyYTkwLTRjMWItNWU3Ny05YTE"
    "wLTBkNWM4YjdlNmYyMSIsImV4cCI6MTc2MDAwMDMwMCwiaWF0IjoxNzYwMDAwMDAwLCJqdGkiOiJmdFE3bVoyblZ3MFR"
    "lc3RUcmFuc2FjdGlvbjAyIiwibm9uY2UiOiJaazN2UTlwTDFzVDhhWDJ3QjZ1WSIsInRyYW5zYWN0aW9uSWQiOiJmdFE"
    "3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAyIiwic2lnbmFscyI6bnVsbCwidmVyaWZpY2F0aW9uVXJpIjoiaHR0cHM6Ly9"
    "hY21lLmV4YW1wbGUuY29tL2lkcC9teWFjY291bnQvYXBwLWF1dGhlbnRpY2F0b3JzL2NoYWxsZW5nZS9mdFE3bVoyblZ"
    "3MFRlc3RUcmFuc2FjdGlvbjAyL3ZlcmlmeSIsIm9yZ0lkIjoiMDBvVEVTVE9SRzAwMDAwMDAwMDEiLCJhcHBJbnN0YW5"
    "jZU5hbWUiOiJBY21lIEV4cGVuc2VzIiwibWV0aG9kIjoicHVzaCIsIm1ldGhvZEVucm9sbG1lbnRJZCI6Im9wZlRFU1R"
    "QVVNIMDAwMDAwMDAxIiwiYXV0aGVudGljYXRvckVucm9sbG1lbnRJZCI6InBmZFRFU1RFTlJMMDAwMDAwMDAxIiwidXN"
    "lck1lZGlhdGlvbiI6IlJFUVVJUkVEIiwidXNlclZlcmlmaWNhdGlvbiI6IlJFUVVJUkVEIiwidXNlcklkIjoiMDB1VEV"
    "TVFVTRVIwMDAwMDAwMDEiLCJjaGFsbGVuZ2VDb250ZXh0Ijp7ImNsaWVudE9TIjoiVU5LTk9XTiIsImNsaWVudExvY2F"
    "0aW9uIjoiIiwic2hvd1VzZXJMb2NhdGlvbkluTm90aWZpY2F0aW9uIjpmYWxzZSwidHJhbnNhY3Rpb25UaW1lIjoiMjA"
    "yNS0xMC0wOVQwODo1MzoyMC4xMjVaIiwidHJhbnNhY3Rpb25UeXBlIjoiQ0lCQSIsImJpbmRpbmdNZXNzYWdlIjoiUmV"
    "sZWFzZSAzMDAlMkMwMCBFVVIgdG8gc3VwcGxpZXIgNDIlM0YifSwidmVyIjowfQ.GxLLviZDOa2Z1u9wPsyYgvPSicWt"
    "NJxDRtzdlQWzKE8V4huhEaZvm-53f1-CT2SDC7WgIaiUZ-BclpxYs8S2dC2n2RmAqhDbYbnj25FmqklDflumJXC_bZSn"
    "IOQdBgoqhUwHKKP_DuDOe4UdPsllau8eEAh7ypFrl7QyaIF_NGnTEYcqgHzZkDSRIwlJqT0tDFWCL_4XUOt6d9lcEpPE"
    "w5cqC-S3Aqzte7b36JHK4iizAemhq-c8Osna9k_nHWwAvFcPSt95NI5ot-iEhFu6AhXq37zuOjEXRSxvhiQI1U8XwGQP"
    "bc8bALd92pwmG_RICnn0LgKGMb4Q9GL5xVaLhQ";

/// 17.6: made at 1760000012.
inline constexpr const char* ApproveAnswer =
    "eyJhbGciOiJFUzI1NiIsInR5cCI6Im9rdGEtcHVzaGJpbmQrand0Iiwia2lkIjoiMEYzRDFDNTItN0ExMC00QjZFLTlD"
    "NTUtMkI4RTRENkE5MTAxIn0.eyJpc3MiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vYWNtZS5l"
    "eGFtcGxlLmNvbSIsInN1YiI6IjAwdVRFU1RVU0VSMDAwMDAwMDAxIiwiaWF0IjoxNzYwMDAwMDEyLCJleHAiOjE3NjAw"
    "MDAzMTIsIm5iZiI6MTc1OTk5OTcxMiwianRpIjoiNkIwQjJDNkUtN0M4QS00QjFCLTlDMUYtMUY3QzRCOEUwQTExIiwi"
    "dHgiOiJmdFE3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAxIiwiYW1yIjpbXSwiZGV2aWNlU2lnbmFscyI6eyJpZCI6Imd1"
    "b1RFU1RERVZJQ0UwMDAwMDAxIiwiY2xpZW50SW5zdGFuY2VJZCI6ImNsaVRFU1RDTElFTlQwMDAwMDAxIiwiZGlzcGxh"
    "eU5hbWUiOiJEZXNrIDQiLCJwbGF0Zm9ybSI6IldJTkRPV1MiLCJvc1ZlcnNpb24iOiIxMC4wLjI2MTAwIn0sIm5vbmNl"
    "IjoiWmszdlE5cEwxc1Q4YVgyd0I2dVkiLCJtZXRob2RFbnJvbGxtZW50SWQiOiJvcGZURVNUUFVTSDAwMDAwMDAwMSIs"
    "ImtleVR5cGUiOiJwcm9vZk9mUG9zc2Vzc2lvbiIsImNoYWxsZW5nZVJlc3BvbnNlQ29udGV4dCI6eyJ1c2VyQ29uc2Vu"
    "dCI6IkFQUFJPVkVEX0NPTlNFTlRfUFJPTVBUIiwidHJhbnNhY3Rpb25UeXBlIjoiTE9HSU4ifX0.a4aVOx_CnnnvMTs5"
    "-De4xdci16p9pq-RZNSfuX8iJ6VRGOwI787ef99WDd-KFZTCerXn40C2N6w9D55x9pk6JQ";

/// 17.6
inline constexpr const char* DenyAnswer =
    "eyJhbGciOiJFUzI1NiIsInR5cCI6Im9rdGEtcHVzaGJpbmQrand0Iiwia2lkIjoiMEYzRDFDNTItN0ExMC00QjZFLTlD"
    "NTUtMkI4RTRENkE5MTAxIn0.eyJpc3MiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vYWNtZS5l"
    "eGFtcGxlLmNvbSIsInN1YiI6IjAwdVRFU1RVU0VSMDAwMDAwMDAxIiwiaWF0IjoxNzYwMDAwMDEyLCJleHAiOjE3NjAw"
    "MDAzMTIsIm5iZiI6MTc1OTk5OTcxMiwianRpIjoiNkIwQjJDNkUtN0M4QS00QjFCLTlDMUYtMUY3QzRCOEUwQTEyIiwi"
    "dHgiOiJmdFE3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAxIiwiYW1yIjpbXSwiZGV2aWNlU2lnbmFscyI6eyJpZCI6Imd1"
    "b1RFU1RERVZJQ0UwMDAwMDAxIiwiY2xpZW50SW5zdGFuY2VJZCI6ImNsaVRFU1RDTElFTlQwMDAwMDAxIiwiZGlzcGxh"
    "eU5hbWUiOiJEZXNrIDQiLCJwbGF0Zm9ybSI6IldJTkRPV1MiLCJvc1ZlcnNpb24iOiIxMC4wLjI2MTAwIn0sIm5vbmNl"
    "IjoiWmszdlE5cEwxc1Q4YVgyd0I2dVkiLCJtZXRob2RFbnJvbGxtZW50SWQiOiJvcGZURVNUUFVTSDAwMDAwMDAwMSIs"
    "ImtleVR5cGUiOiJwcm9vZk9mUG9zc2Vzc2lvbiIsImNoYWxsZW5nZVJlc3BvbnNlQ29udGV4dCI6eyJ1c2VyQ29uc2Vu"
    "dCI6IkRFTklFRF9DT05TRU5UX1BST01QVCIsInRyYW5zYWN0aW9uVHlwZSI6IkxPR0lOIn19.Rx6axxmOjD4yv7lRQ6t"
    "8g-teuVD1eAjve6LLSdBNm0zz6iEjEEWfBOF3lUlJ47QZ0DZ2boXyxsUtOgs6JLOMbA";

/// 17.6: answer to 17.5 with the user-verification key.
inline constexpr const char* VerifiedAnswer =
    "eyJhbGciOiJFUzI1NiIsInR5cCI6Im9rdGEtcHVzaGJpbmQrand0Iiwia2lkIjoiNUIyRTlBNzctMzFDNC00RjBELThF"
    "MjEtNkM5RDBBMUIyMzAyIn0.eyJpc3MiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzOi8vYWNtZS5l"
    "eGFtcGxlLmNvbSIsInN1YiI6IjAwdVRFU1RVU0VSMDAwMDAwMDAxIiwiaWF0IjoxNzYwMDAwMDEyLCJleHAiOjE3NjAw"
    "MDAzMTIsIm5iZiI6MTc1OTk5OTcxMiwianRpIjoiNkIwQjJDNkUtN0M4QS00QjFCLTlDMUYtMUY3QzRCOEUwQTEzIiwi"
    "dHgiOiJmdFE3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAyIiwiYW1yIjpbInBpbiJdLCJkZXZpY2VTaWduYWxzIjp7Imlk"
    "IjoiZ3VvVEVTVERFVklDRTAwMDAwMDEiLCJjbGllbnRJbnN0YW5jZUlkIjoiY2xpVEVTVENMSUVOVDAwMDAwMDEifSwi"
    "bm9uY2UiOiJaazN2UTlwTDFzVDhhWDJ3QjZ1WSIsIm1ldGhvZEVucm9sbG1lbnRJZCI6Im9wZlRFU1RQVVNIMDAwMDAw"
    "MDAxIiwia2V5VHlwZSI6InVzZXJWZXJpZmljYXRpb24iLCJjaGFsbGVuZ2VSZXNwb25zZUNvbnRleHQiOnsidXNlckNv"
    "bnNlbnQiOiJBUFBST1ZFRF9VU0VSX1ZFUklGSUNBVElPTiIsInRyYW5zYWN0aW9uVHlwZSI6IkNJQkEifX0.YFiMpVqa"
    "6wJwgl1hR8gEWHm7GMDq4uE8rYtZYeiibZejB_89hvW4XBxjKVVVh-1Ksa9xHGuO0TyS41GUhCI5WQ";

/// 17.6
inline constexpr const char* UpdateToken =
    "eyJhbGciOiJFUzI1NiIsInR5cCI6Im9rdGEtZW5yb2xsbWVudHVwZGF0ZStqd3QiLCJraWQiOiIwRjNEMUM1Mi03QTEw"
    "LTRCNkUtOUM1NS0yQjhFNEQ2QTkxMDEifQ.eyJpc3MiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsImF1ZCI6Imh0dHBzO"
    "i8vYWNtZS5leGFtcGxlLmNvbSIsInN1YiI6IjAwdVRFU1RVU0VSMDAwMDAwMDAxIiwiaWF0IjoxNzYwMDAwMDEyLCJle"
    "HAiOjE3NjAwMDAzMTIsIm5iZiI6MTc1OTk5OTcxMiwianRpIjoiNkIwQjJDNkUtN0M4QS00QjFCLTlDMUYtMUY3QzRCO"
    "EUwQTE0Iiwia2lkIjoiMEYzRDFDNTItN0ExMC00QjZFLTlDNTUtMkI4RTRENkE5MTAxIn0.YHkcr65M8R8_pjM030-47"
    "JqGD0oYFzxhz9omFImTEkYSsNtI81HAAr3hwf9MLdeqYACr1dLuk0ka0TwxbY07dw";

/// 17.6
inline constexpr const char* MaintenanceAssertion =
    "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjBGM0QxQzUyLTdBMTAtNEI2RS05QzU1LTJCOEU0RDZBOTEw"
    "MSJ9.eyJpc3MiOiJ1cm46b2t0YTpkZXZpY2VzOmFwcDphdXRoZW50aWNhdG9yIiwiYXVkIjoiaHR0cHM6Ly9hY21lLmV"
    "4YW1wbGUuY29tIiwic3ViIjoiMDB1VEVTVFVTRVIwMDAwMDAwMDEiLCJpYXQiOjE3NjAwMDAwMTIsImV4cCI6MTc2MDA"
    "wMDMxMiwibmJmIjoxNzU5OTk5NzEyLCJqdGkiOiI2QjBCMkM2RS03QzhBLTRCMUItOUMxRi0xRjdDNEI4RTBBMTUiLCJ"
    "tZXRob2RFbnJvbGxtZW50SWQiOiJvcGZURVNUUFVTSDAwMDAwMDAwMSJ9.hwrPuMQEiyLki6b5piJ7umuWWkK1xzIB4D"
    "MS3zws66cXa-XLBho2L0sT5sFpG5bHUIw7zBxWGK6nLWzyoKwUnw";

/// 17.7
inline constexpr const char* NumberChallenge =
    "eyJraWQiOiJvcmctc2lnbmluZy0yMDI1LTEwIiwidHlwIjoib2t0YS1wdXNoYmluZCtqd3QiLCJhbGciOiJSUzI1NiJ9"
    ".eyJpc3MiOiJodHRwczovL2FjbWUuZXhhbXBsZS5jb20iLCJhdWQiOiJva3RhLjNmNmQyYTkwLTRjMWItNWU3Ny05YTE"
    "wLTBkNWM4YjdlNmYyMSIsImV4cCI6MTc2MDAwMDMwMCwiaWF0IjoxNzYwMDAwMDAwLCJqdGkiOiJmdFE3bVoyblZ3MFR"
    "lc3RUcmFuc2FjdGlvbjAzIiwibm9uY2UiOiJaazN2UTlwTDFzVDhhWDJ3QjZ1WSIsInRyYW5zYWN0aW9uSWQiOiJmdFE"
    "3bVoyblZ3MFRlc3RUcmFuc2FjdGlvbjAzIiwic2lnbmFscyI6W10sInZlcmlmaWNhdGlvblVyaSI6Imh0dHBzOi8vYWN"
    "tZS5leGFtcGxlLmNvbS9pZHAvbXlhY2NvdW50L2FwcC1hdXRoZW50aWNhdG9ycy9jaGFsbGVuZ2UvZnRRN21aMm5WdzB"
    "UZXN0VHJhbnNhY3Rpb24wMy92ZXJpZnkiLCJvcmdJZCI6IjAwb1RFU1RPUkcwMDAwMDAwMDAxIiwiYXBwSW5zdGFuY2V"
    "OYW1lIjoiQWNtZSBFeHBlbnNlcyIsIm1ldGhvZCI6InB1c2giLCJtZXRob2RFbnJvbGxtZW50SWQiOiJvcGZURVNUUFV"
    "TSDAwMDAwMDAwMSIsImF1dGhlbnRpY2F0b3JFbnJvbGxtZW50SWQiOiJwZmRURVNURU5STDAwMDAwMDAwMSIsInVzZXJ"
    "NZWRpYXRpb24iOiJSRVFVSVJFRCIsInVzZXJWZXJpZmljYXRpb24iOiJOT05FIiwidXNlcklkIjoiMDB1VEVTVFVTRVI"
    "wMDAwMDAwMDEiLCJjaGFsbGVuZ2VDb250ZXh0Ijp7ImNsaWVudE9TIjoiV0lORE9XUyIsImNsaWVudExvY2F0aW9uIjo"
    "iVW5rbm93biBsb2NhdGlvbiIsInNob3dVc2VyTG9jYXRpb25Jbk5vdGlmaWNhdGlvbiI6dHJ1ZSwidHJhbnNhY3Rpb25"
    "UaW1lIjoiMjAyNS0xMC0wOVQwODo1MzoyMC4xMjVaIiwidHJhbnNhY3Rpb25UeXBlIjoiTE9HSU4iLCJyaXNrTGV2ZWw"
    "iOiJOT05FIiwidW51c3VhbEFjdGl2aXRpZXNUZXh0SXRlbXMiOltdLCJjaGFsbGVuZ2VUZXh0SXRlbXMiOlsiMTciLCI"
    "wNyIsIjAiXX0sInZlciI6MH0.QDoG8No46mA86XFpsBssQ5l3ml9N9LOabqQLP0QpLs6QzohPooTVrN_rSgEJ6agirmt"
    "F58IPHsfPFeBMjFchcp6lmV3A6NlG1dBWf2teTX4dFfT5onkYEjOJrQFcUAWLNQrHD0RxIJuYMnAhn6oVcd3C540Kisz"
    "-TC4T5QbvChgz-4FdQ9E9AGnpMoSdSG6NWdbdhVuWDSOIjacQLxx7xYU0Tcrk6zGJKYv9G7g2JljUsoFsR9W1adR9bdb"
    "WfuKrOMFI2Z3XhLfuTvuoyr5BpLXloOO32mGI-U3STNKzWZa015x9aZuow-m1TzYMVns7OjtH9jNH7aa4AB11CGCImA";

} // namespace support::okta
