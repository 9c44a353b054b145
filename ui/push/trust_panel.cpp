// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/trust_panel.h"

#include "core/base/atomic_file.h"
#include "core/net/trust.h"
#include "ui/push/trust_dialog.h"
#include "ui/text/error_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"

#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::push {

namespace {

constexpr std::size_t LongestFile = std::size_t { 256 } << 10;

base::Result<vault::PushTrust> readTrust(const QString& path)
{
    const auto file = base::readFile(QFile::encodeName(path).toStdString(), LongestFile);
    if (!file)
        return file.error();
    auto certificates = net::readCertificates(*file);
    if (!certificates)
        return certificates.error();
    return vault::PushTrust { std::move(*certificates) };
}

} // namespace

TrustPanel::TrustPanel(vault::VaultSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_sentence(widgets::newTextLabel({}, this)),
      m_file(new QPushButton(tr("Trust a certificate &file…"))),
      m_system(new QPushButton(tr("&Trust what the system trusts"))),
      m_banner(new widgets::MessageBanner)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_sentence);
    column->addWidget(m_banner);
    column->addWidget(m_file, 0, Qt::AlignLeft);
    column->addWidget(m_system, 0, Qt::AlignLeft);
    connect(m_file, &QPushButton::clicked, this, &TrustPanel::chooseFile);
    connect(m_system, &QPushButton::clicked, this, [this] { emit chosen({}); });
    setTrust({});
}

void TrustPanel::setTrust(const vault::PushTrust& trust)
{
    m_trust = trust;
    m_banner->clear();
    m_system->setVisible(!trust.certificates.empty());
    m_sentence->setText(trust.certificates.empty()
            ? tr("The server must show a certificate that this system trusts.")
            : tr("The server must show a certificate of these, and of no other:\n%1")
                  .arg(certificateLines(trust).join(u'\n')));
}

void TrustPanel::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Certificates to trust"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({ tr("Certificates (*.pem *.crt *.cer *.der)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::fileSelected, this, &TrustPanel::takeFile);
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void TrustPanel::takeFile(const QString& path)
{
    m_banner->clear();
    const auto trust = readTrust(path);
    if (trust)
        return ask(*trust);
    if (trust.error().code == base::ErrorCode::NotRecognised)
        return m_banner->showError(tr("There is no certificate in this file."),
            tr("Ask the administrator of the server for the file of its authority."));
    const text::Explanation explanation = text::errorText(trust.error());
    m_banner->showError(explanation.message, explanation.next);
}

void TrustPanel::ask(const vault::PushTrust& trust)
{
    auto* dialog = new TrustDialog(trust, this);
    connect(dialog, &QDialog::accepted, this, [this, trust] { emit chosen(trust); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace ui::push
