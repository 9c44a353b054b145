// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// One time-based code, from a seed at hand and from the sealed seed of an open vault. Beside them:
// OpenSSL's HMAC over the same 8 bytes with a new key each time, on one context kept for all.

#include "core/vault/vault.h"
#include "tests/bench/bench.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr crypto::Argon2Costs CheapCosts { 64, 1, 1 };
constexpr std::string_view Seed =
    "1234567890123456789012345678901234567890123456789012345678901234";

void check(bool isDone, const char* what)
{
    if (isDone)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(1);
}

template <typename T> T need(base::Result<T> result)
{
    check(result.has_value(), result ? "" : result.error().context.c_str());
    return std::move(*result);
}

struct Subject
{
    const char* digest; ///< as OpenSSL spells it
    crypto::Hash hash;
    std::size_t seedSize; ///< as RFC 6238, appendix B, has it
};

constexpr Subject Subjects[] = {
    { "SHA1", crypto::Hash::Sha1, 20 },
    { "SHA256", crypto::Hash::Sha256, 32 },
    { "SHA512", crypto::Hash::Sha512, 64 },
};

/// The peer: a context whose hash is looked up once; every call sets a key anew.
class BareHmac
{
public:
    explicit BareHmac(const char* digest)
    {
        EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        m_context = EVP_MAC_CTX_new(mac);
        EVP_MAC_free(mac);
        const OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(
                                          OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
            OSSL_PARAM_construct_end() };
        check(EVP_MAC_CTX_set_params(m_context, params) == 1, "peer");
    }
    ~BareHmac() { EVP_MAC_CTX_free(m_context); }
    BareHmac(const BareHmac&) = delete;
    BareHmac& operator=(const BareHmac&) = delete;

    void operator()(base::ByteView key, base::ByteView message)
    {
        std::uint8_t mac[64];
        std::size_t length = 0;
        check(EVP_MAC_init(m_context, key.data(), key.size(), nullptr) == 1
                && EVP_MAC_update(m_context, message.data(), message.size()) == 1
                && EVP_MAC_final(m_context, mac, &length, sizeof mac) == 1,
            "peer");
    }

private:
    EVP_MAC_CTX* m_context = nullptr;
};

template <typename Function> double nanoseconds(int calls, Function function)
{
    return 1e6 / calls * bench::milliseconds([&] {
        for (int call = 0; call < calls; ++call)
            function(call);
    });
}

void measure(const vault::Vault& vault, const vault::Id& id, const Subject& subject, int rounds)
{
    constexpr int Calls = 100; // short enough to fit between two interruptions
    BareHmac hmac(subject.digest);
    const otp::Credential credential = otp::Totp { .algorithm = subject.hash };
    const base::ByteView seed = base::bytesOf(Seed.substr(0, subject.seedSize));
    std::vector<double> bare;
    std::vector<double> open;
    std::vector<double> sealed;
    for (int round = 0; round < rounds; ++round) {
        bare.push_back(nanoseconds(Calls, [&](int call) {
            const std::uint8_t message[8] = { 0, 0, 0, 0, 0, 0, std::uint8_t(call >> 8),
                std::uint8_t(call) };
            hmac(seed, message);
        }));
        open.push_back(nanoseconds(Calls, [&](int call) {
            need(otp::codeAt(credential, seed, {}, base::fromUnixSeconds(30 * call)));
        }));
        sealed.push_back(nanoseconds(
            Calls, [&](int call) { need(vault.code(id, base::fromUnixSeconds(30 * call))); }));
    }
    const double peer = bench::median(bare);
    std::printf("%8s | %10.0f | %10.0f %6.2f | %10.0f %6.2f\n", subject.digest, peer,
        bench::median(open), bench::median(open) / peer, bench::median(sealed),
        bench::median(sealed) / peer);
}

otp::Entry entry(const Subject& subject)
{
    otp::Entry entry;
    entry.issuer = QString::fromLatin1(subject.digest);
    entry.credential = otp::Totp { .algorithm = subject.hash };
    entry.secret = need(crypto::SecretBytes::copyOf(Seed.substr(0, subject.seedSize)));
    return entry;
}

} // namespace

int main(int argc, char** argv)
{
    crypto::startSecureHeap();
    const int rounds = bench::isQuick(argc, argv) ? 1 : 2'001;
    const QTemporaryDir folder;
    base::SystemClock clock;
    crypto::SystemRandom random;
    const vault::Passphrase passphrase { need(crypto::SecretBytes::copyOf("x")) };
    vault::Vault::Created created =
        need(vault::Vault::create(folder.filePath(QStringLiteral("v.countersign")).toStdString(),
            passphrase, CheapCosts, { clock, random, {} }));
    std::vector<otp::Entry> entries;
    for (const Subject& subject : Subjects)
        entries.push_back(entry(subject));
    const std::vector<vault::Id> ids = need(created.vault.add(entries));
    std::printf("%8s | %10s | %10s %6s | %10s %6s\n", "hash", "HMAC, ns", "code, ns", "ratio",
        "sealed, ns", "ratio");
    for (std::size_t i = 0; i < ids.size(); ++i)
        measure(created.vault, ids[i], Subjects[i], rounds);
    return 0;
}
