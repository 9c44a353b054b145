// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/certificate_authority.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <chrono>

namespace sandbox {

namespace {

template <auto Free> struct Freer
{
    template <typename T> void operator()(T* object) const { Free(object); }
};
using KeyPtr = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, Freer<X509_free>>;
using BioPtr = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using NumberPtr = std::unique_ptr<BIGNUM, Freer<BN_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freer<X509_EXTENSION_free>>;

constexpr std::chrono::seconds Life = std::chrono::hours(24 * 7);
// Clocks of other programs on this computer are this one's; the minute is for a step back.
constexpr std::chrono::seconds Before = std::chrono::minutes(1);

base::Error failed(const char* step)
{
    return { base::ErrorCode::CryptoFailed, std::string("making a certificate: ") + step };
}

bool setRandomSerial(X509* certificate)
{
    const NumberPtr number(BN_new());
    return number && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setLife(X509* certificate, base::Time now)
{
    const auto from = static_cast<time_t>(base::unixSeconds(now - Before));
    const auto until = static_cast<time_t>(base::unixSeconds(now + Life));
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from)
        && ASN1_TIME_set(X509_getm_notAfter(certificate), until);
}

bool setName(X509_NAME* name, const char* text)
{
    return X509_NAME_add_entry_by_txt(
               name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text), -1, -1, 0)
        == 1;
}

bool addExtension(X509* certificate, X509* issuer, int kind, const QByteArray& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

template <typename Write> QByteArray pemOf(Write write)
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1)
        return {};
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return { data, size };
}

QByteArray pemOf(X509* certificate)
{
    return pemOf([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
}

} // namespace

struct CertificateAuthority::Parts
{
    KeyPtr key;
    CertificatePtr certificate;
};

CertificateAuthority::CertificateAuthority(std::unique_ptr<Parts> parts) : m_parts(std::move(parts))
{ }
CertificateAuthority::CertificateAuthority(CertificateAuthority&&) noexcept = default;
CertificateAuthority& CertificateAuthority::operator=(CertificateAuthority&&) noexcept = default;
CertificateAuthority::~CertificateAuthority() = default;

base::Result<CertificateAuthority> CertificateAuthority::make(base::Time now)
{
    auto parts = std::make_unique<Parts>();
    parts->key.reset(EVP_EC_gen("P-256"));
    parts->certificate.reset(X509_new());
    X509* own = parts->certificate.get();
    if (!parts->key || !own)
        return failed("key");
    if (X509_set_version(own, X509_VERSION_3) != 1 || !setRandomSerial(own) || !setLife(own, now)
        || !setName(X509_get_subject_name(own), "Countersign sandbox")
        || X509_set_issuer_name(own, X509_get_subject_name(own)) != 1
        || X509_set_pubkey(own, parts->key.get()) != 1)
        return failed("fields");
    if (!addExtension(own, own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        || !addExtension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign")
        || !addExtension(own, own, NID_subject_key_identifier, "hash")
        || !addExtension(own, own, NID_name_constraints,
            "critical,permitted;IP:127.0.0.1/255.255.255.255,permitted;DNS:localhost"))
        return failed("extensions");
    if (X509_sign(own, parts->key.get(), EVP_sha256()) == 0)
        return failed("signature");
    return CertificateAuthority(std::move(parts));
}

QByteArray CertificateAuthority::certificate() const
{
    return pemOf(m_parts->certificate.get());
}

base::Result<Identity> CertificateAuthority::issue(const QStringList& names, base::Time now) const
{
    const KeyPtr key(EVP_EC_gen("P-256"));
    const CertificatePtr leaf(X509_new());
    X509* own = leaf.get();
    X509* issuer = m_parts->certificate.get();
    if (!key || !own)
        return failed("key");
    if (X509_set_version(own, X509_VERSION_3) != 1 || !setRandomSerial(own) || !setLife(own, now)
        || !setName(X509_get_subject_name(own), "Countersign sandbox server")
        || X509_set_issuer_name(own, X509_get_subject_name(issuer)) != 1
        || X509_set_pubkey(own, key.get()) != 1)
        return failed("fields");
    if (!addExtension(own, issuer, NID_basic_constraints, "critical,CA:FALSE")
        || !addExtension(own, issuer, NID_key_usage, "critical,digitalSignature")
        || !addExtension(own, issuer, NID_ext_key_usage, "serverAuth")
        || !addExtension(own, issuer, NID_subject_alt_name, names.join(u',').toLatin1()))
        return failed("extensions");
    if (X509_sign(own, m_parts->key.get(), EVP_sha256()) == 0)
        return failed("signature");
    const QByteArray privateKey = pemOf([&](BIO* bio) {
        return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return Identity { pemOf(own), privateKey };
}

} // namespace sandbox
