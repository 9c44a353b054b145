// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/recovery_output.h"

#include "app/cli/translated.h"
#include "core/base/atomic_file.h"
#include "core/vault/recovery_key.h"
#include "ui/text/visible_text.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString writingKey()
{
    return translated(QT_TRANSLATE_NOOP("cli", "Writing the recovery key"));
}

base::Result<void> writeLine(const std::string& path, const crypto::SecretBytes& text)
{
    base::Result<crypto::SecretBytes> line = crypto::SecretBytes::ofSize(text.size() + 1);
    if (!line)
        return line.error();
    std::ranges::copy(text.view(), line->bytes().begin());
    line->bytes().back() = '\n';
    return base::replaceFile(path, line->view());
}

} // namespace

Outcome<RecoveryOutput> RecoveryOutput::prepare(const Arguments& arguments)
{
    RecoveryOutput output;
    const std::optional<QString> path = arguments.value("recovery-out"_L1);
    if (!path)
        return output;
    output.m_path = QFile::encodeName(*path).toStdString();
    if (const base::Result<void> created = base::createFile(output.m_path, {}); !created)
        return failed(created.error(), writingKey());
    return output;
}

void RecoveryOutput::discard() const
{
    if (!m_path.empty())
        QFile::remove(QFile::decodeName(m_path.c_str()));
}

Outcome<void> RecoveryOutput::finish(Session& session, const vault::RecoveryKey& key) const
{
    const base::Result<crypto::SecretBytes> text = vault::formatRecoveryKey(key);
    if (!text)
        return failed(text.error(), writingKey());
    if (!m_path.empty()) {
        if (const base::Result<void> written = writeLine(m_path, *text); !written) {
            Failure failure = failed(written.error(), writingKey());
            failure.next = translated(QT_TRANSLATE_NOOP("cli",
                "The passphrase opens the vault. Make another recovery key with: countersign-cli "
                "slots add recovery"));
            return failure;
        }
    }
    if (session.isJson()) {
        if (m_path.empty())
            session.json().member("recoveryKey", text->text());
        return {};
    }
    if (!m_path.empty()) {
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "Recovery key written to: %1"))
                             .arg(ui::text::visibleText(QString::fromStdString(m_path)))
                      << "\n";
        return {};
    }
    session.out() << translated(QT_TRANSLATE_NOOP("cli", "Recovery key:")) << " " << text->text()
                  << "\n\n"
                  << translated(QT_TRANSLATE_NOOP("cli",
                         "Write the recovery key down and keep it away from this computer. It "
                         "opens the vault when\nthe passphrase is forgotten, and it is shown only "
                         "this once."))
                  << "\n";
    return {};
}

} // namespace cli
