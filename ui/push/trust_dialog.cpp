// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/trust_dialog.h"

#include "core/net/certificate_facts.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui::push {

namespace {

constexpr int LongestHolder = 80;

QString shownDay(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime().date(),
        QLocale::ShortFormat);
}

QString lineOf(const net::CertificateFacts& facts)
{
    const QString name = facts.name.isEmpty() ? TrustDialog::tr("without a name")
                                              : text::visibleText(facts.name, LongestHolder);
    const QString until = shownDay(facts.until);
    const QString head = facts.issuer.isEmpty()
        //: %1 is a name in a certificate, %2 a day
        ? TrustDialog::tr("“%1”, signed by itself, until %2").arg(name, until)
        //: %1 and %2 are names in certificates, %3 a day
        : TrustDialog::tr("“%1”, signed by “%2”, until %3")
              .arg(name, text::visibleText(facts.issuer, LongestHolder), until);
    return head + u'\n'
        + TrustDialog::tr("SHA-256: %1")
              .arg(QString::fromStdString(net::fingerprintText(facts.fingerprint)));
}

} // namespace

QStringList certificateLines(const vault::PushTrust& trust)
{
    QStringList lines;
    for (const base::Bytes& certificate : trust.certificates) {
        const auto facts = net::certificateFacts(certificate);
        lines << (facts ? lineOf(*facts) : TrustDialog::tr("a certificate that cannot be read"));
    }
    return lines;
}

TrustDialog::TrustDialog(const vault::PushTrust& trust, QWidget* parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Trust these certificates?"));
    auto* trustThem = widgets::newSecondaryButton(tr("&Trust them for this server"));
    auto* cancel = widgets::newSecondaryButton(tr("&Cancel"));
    // Enter in passing must not trust anybody.
    trustThem->setAutoDefault(false);
    cancel->setDefault(true);

    auto* list = widgets::newTextLabel(certificateLines(trust).join(QStringLiteral("\n\n")), this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(list);
    scroll->setMinimumHeight(fontMetrics().height() * 8);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(
        tr("Compare the fingerprints with what your administrator tells you, by another way than "
           "the one the file came."),
        this));
    column->addWidget(scroll, 1);
    column->addWidget(widgets::newTextLabel(
        tr("From then on the server of this account is trusted only with a certificate of these; "
           "no other server is."),
        this));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(cancel, 1);
    buttons->addWidget(trustThem, 1);
    column->addLayout(buttons);
    setMinimumWidth(380);
    widgets::fitHeight(*this);
    cancel->setFocus();
    connect(trustThem, &QPushButton::clicked, this, &QDialog::accept);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace ui::push
