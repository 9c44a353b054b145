// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/export_lines.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/base/atomic_file.h"
#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_writer.h"
#include "ui/text/visible_text.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int PixelsPerModule = 8;

QString makingCode()
{
    return translated(QT_TRANSLATE_NOOP("cli", "Making the QR code"));
}

/// A picture of a secret; its bytes are overwritten when it goes.
class SecretPicture
{
public:
    explicit SecretPicture(QByteArray bytes) : m_bytes(std::move(bytes)) { }
    SecretPicture(const SecretPicture&) = delete;
    SecretPicture& operator=(const SecretPicture&) = delete;
    SecretPicture(SecretPicture&&) noexcept = default;
    SecretPicture& operator=(SecretPicture&&) = delete;
    ~SecretPicture() { crypto::cleanse(writable()); }

    std::string_view text() const
    {
        return { m_bytes.constData(), static_cast<std::size_t>(m_bytes.size()) };
    }

private:
    base::MutableByteView writable()
    {
        return { reinterpret_cast<std::uint8_t*>(m_bytes.data()),
            static_cast<std::size_t>(m_bytes.size()) };
    }
    QByteArray m_bytes;
};

Outcome<SecretPicture> picture(base::ByteView text, bool isSvg)
{
    const base::Result<qr::Matrix> matrix = qr::encode(text);
    if (!matrix)
        return failed(matrix.error(), makingCode());
    if (isSvg)
        return SecretPicture(qr::toSvg(*matrix));
    base::Result<QByteArray> png = qr::toPng(*matrix, PixelsPerModule);
    if (!png)
        return failed(png.error(), makingCode());
    return SecretPicture(std::move(*png));
}

Outcome<void> writePicture(const QString& path, const SecretPicture& picture)
{
    const base::Result<void> written =
        base::createFile(QFile::encodeName(path).toStdString(), base::bytesOf(picture.text()));
    if (!written)
        return failed(written.error(), translated(QT_TRANSLATE_NOOP("cli", "Writing the QR code")));
    return {};
}

void writeFiles(Session& session, const QStringList& files)
{
    if (!session.isJson()) {
        for (const QString& file : files)
            session.out() << ui::text::visibleText(file) << "\n";
        return;
    }
    session.json().key("files").beginArray();
    for (const QString& file : files)
        session.json().value(file);
    session.json().endArray();
}

otp::EntryView viewOf(const otp::Entry& entry)
{
    return { entry.issuer, entry.name, entry.credential, entry.secret.view(), entry.pin.view(),
        entry.otherParameters };
}

/// What the options ask for, checked before anything is opened.
Outcome<void> checkOptions(Session& session, const Arguments& arguments)
{
    const QString help = translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli qr --help"));
    if (arguments.has("migration"_L1)) {
        if (arguments.has("out-dir"_L1) && !arguments.hasAny({ "out"_L1, "terminal"_L1 })
            && arguments.operands.isEmpty())
            return {};
        return usageError(translated(QT_TRANSLATE_NOOP(
                              "cli", "With --migration goes --out-dir, without a QUERY.")),
            help);
    }
    if (arguments.operands.isEmpty() || arguments.has("out-dir"_L1)
        || arguments.has("out"_L1) == arguments.has("terminal"_L1)) {
        return usageError(translated(QT_TRANSLATE_NOOP(
                              "cli", "A QUERY and either --out or --terminal are needed.")),
            help);
    }
    if (session.isJson() && arguments.has("terminal"_L1)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "--terminal and --json exclude each other.")),
            help);
    }
    const QString out = arguments.value("out"_L1).value_or(u".png"_s);
    if (!out.endsWith(".png"_L1, Qt::CaseInsensitive)
        && !out.endsWith(".svg"_L1, Qt::CaseInsensitive)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "The file of --out must end in .png or .svg.")),
            help);
    }
    return {};
}

Outcome<void> showOne(Session& session, const OpenVault& opened,
    const vault::Verification& verification, const Arguments& arguments)
{
    const Outcome<vault::Account> account =
        findAccount(opened.vault.accounts(), arguments.operands.front());
    if (!account)
        return account.error();
    const base::Result<otp::Entry> entry = opened.vault.reveal(account->id, verification);
    if (!entry)
        return failed(entry.error(), makingCode());
    const base::Result<crypto::SecretBytes> link = otp::writeOtpauth(viewOf(*entry));
    if (!link)
        return failed(link.error(), makingCode());

    if (arguments.has("terminal"_L1)) {
        const base::Result<qr::Matrix> matrix = qr::encode(link->view());
        if (!matrix)
            return failed(matrix.error(), makingCode());
        session.out() << SecretPicture(qr::toTerminal(*matrix)).text();
        return {};
    }
    const QString out = *arguments.value("out"_L1);
    const Outcome<SecretPicture> made =
        picture(link->view(), out.endsWith(".svg"_L1, Qt::CaseInsensitive));
    if (!made)
        return made.error();
    if (Outcome<void> written = writePicture(out, *made); !written)
        return written;
    if (session.isJson())
        session.json().beginObject();
    writeFiles(session, { out });
    if (session.isJson())
        session.json().endObject();
    return {};
}

/// As an export is written: what is left is told first, and all pictures are read back from the
/// disk before any of them counts.
Outcome<void> showAll(Session& session, OpenVault& opened, const vault::Verification& verification,
    const QString& folder)
{
    const transfer::ExportFormat* const format =
        transfer::findFormat(transfer::exportFormats(), "google-migration-qr");
    const auto plan = transfer::ExportPlan::make(opened.vault, verification, *format);
    if (!plan)
        return failed(plan.error(), makingCode());
    tellLines(session, *plan);
    if (plan->fitting() == 0)
        return exportFailure({ .cause = { base::ErrorCode::NothingToDo } });
    if (!QDir().exists(folder) && !QDir().mkpath(folder)) {
        return failed({ base::ErrorCode::CannotWrite, "out-dir",
            { folder.toStdString(), std::strerror(errno) } });
    }
    QStringList files;
    const auto namesOf = [&](std::size_t count) {
        std::vector<std::string> names;
        for (std::size_t i = 1; i <= count; ++i) {
            files.append(QDir(folder).filePath(u"migration-%1-of-%2.png"_s.arg(i).arg(count)));
            names.push_back(QFile::encodeName(files.last()).toStdString());
        }
        return names;
    };
    const crypto::SecretBytes none;
    const auto written = plan->writeFiles(
        namesOf, { &none, session.machine().random() }, transfer::Existing::Refuse);
    if (!written)
        return exportFailure(written.error());
    if (session.isJson())
        session.json().beginObject();
    writeFiles(session, files);
    if (session.isJson()) {
        writeLines(session.json(), opened.vault, *plan);
        session.json().endObject();
    }
    return {};
}

} // namespace

Outcome<void> runQr(Session& session, const Arguments& arguments)
{
    if (Outcome<void> checked = checkOptions(session, arguments); !checked)
        return checked;
    Outcome<OpenVault> opened = session.openToVerify();
    if (!opened)
        return opened.error();
    const Outcome<vault::Verification> verification = verified(*opened);
    if (!verification)
        return verification.error();
    if (arguments.has("migration"_L1))
        return showAll(session, *opened, *verification, *arguments.value("out-dir"_L1));
    return showOne(session, *opened, *verification, arguments);
}

} // namespace cli
