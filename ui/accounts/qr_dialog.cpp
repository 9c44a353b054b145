// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/qr_dialog.h"

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_writer.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/qr_picture.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::accounts {

base::Result<QImage> QrDialog::pictureOf(const otp::Entry& entry)
{
    const auto link = otp::writeOtpauth({ entry.issuer, entry.name, entry.credential,
        entry.secret.view(), entry.pin.view(), entry.otherParameters });
    if (!link)
        return link.error();
    const auto matrix = qr::encode(link->view());
    if (!matrix)
        return matrix.error();
    return qr::toImage(*matrix, 1);
}

QrDialog::QrDialog(QImage picture, const QString& title, const base::Clock& clock, QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_end(clock.now() + Duration),
      m_left(widgets::newTextLabel({}, this))
{
    setWindowTitle(tr("QR code"));
    auto* code = new widgets::QrPicture;
    code->setPicture(std::move(picture));
    code->setAccessibleName(tr("QR code of the account"));
    auto* name = widgets::newTextLabel(text::visibleText(title), this);
    QFont bold = name->font();
    bold.setBold(true);
    name->setFont(bold);
    name->setAlignment(Qt::AlignCenter);
    m_left->setAlignment(Qt::AlignCenter);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::rejected, this, &QrDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(name);
    column->addWidget(code, 1);
    column->addWidget(widgets::newTextLabel(
        tr("Scan it with the other device. Whoever sees this code can make the same codes."),
        this));
    column->addWidget(m_left);
    column->addWidget(buttons);

    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &QrDialog::showTime);
    m_timer.start(std::chrono::seconds(1));
    showTime();
}

QrDialog::~QrDialog() = default;

void QrDialog::showTime()
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(m_end - m_clock.now());
    if (left.count() <= 0)
        return reject();
    m_left->setText(tr("Closes in %n second(s).", nullptr, static_cast<int>(left.count())));
}

} // namespace ui::accounts
