// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace support {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;

void addExtension(X509* certificate, X509* issuer, int id, const std::string& value)
{
    if (value.empty())
        return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
    Q_ASSERT(extension);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

QByteArray textOf(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return { data, static_cast<qsizetype>(size) };
}

template <typename Write> QByteArray written(const Write& write)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    write(bio.get());
    return textOf(bio.get());
}

} // namespace

struct Certificate::Parts
{
    Key key { nullptr, EVP_PKEY_free };
    X509Pointer certificate { nullptr, X509_free };
};

Certificate Certificate::make(const CertificateWish& wish, const Parts* issuer)
{
    auto parts = std::make_shared<Parts>();
    parts->key.reset(EVP_EC_gen("P-256"));
    parts->certificate.reset(X509_new());
    X509* const made = parts->certificate.get();
    X509* const by = issuer ? issuer->certificate.get() : made;
    X509_set_version(made, 2);
    unsigned char serial[8] = {};
    RAND_bytes(serial, sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(made), base::readU64(serial) >> 1U);
    X509_gmtime_adj(X509_getm_notBefore(made), std::chrono::seconds(wish.validFrom).count());
    X509_gmtime_adj(X509_getm_notAfter(made), std::chrono::seconds(wish.validUntil).count());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(by));
    X509_set_pubkey(made, parts->key.get());
    addExtension(
        made, by, NID_basic_constraints, wish.isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    if (wish.isAuthority)
        addExtension(made, by, NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(made, by, NID_subject_alt_name, wish.hosts);
    addExtension(made, by, NID_name_constraints, wish.constraints);
    X509_sign(made, issuer ? issuer->key.get() : parts->key.get(), EVP_sha256());
    Certificate certificate;
    certificate.m_parts = std::move(parts);
    return certificate;
}

Certificate Certificate::selfSigned(const CertificateWish& wish)
{
    return make(wish, nullptr);
}

Certificate Certificate::sign(const CertificateWish& wish) const
{
    return make(wish, m_parts.get());
}

base::Bytes Certificate::der() const
{
    const QByteArray der =
        written([this](BIO* bio) { i2d_X509_bio(bio, m_parts->certificate.get()); });
    return base::Bytes(der.begin(), der.end());
}

QByteArray Certificate::pem() const
{
    return written([this](BIO* bio) { PEM_write_bio_X509(bio, m_parts->certificate.get()); });
}

QByteArray Certificate::keyPem() const
{
    return written([this](BIO* bio) {
        PEM_write_bio_PrivateKey(bio, m_parts->key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
}

} // namespace support
