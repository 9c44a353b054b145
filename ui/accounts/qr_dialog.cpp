// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/qr_dialog.h"

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_writer.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::accounts {

/// Shows the picture in whole steps, so that every module has the same size on every screen.
class QrDialog::Code : public QWidget
{
public:
    explicit Code(QImage picture) : m_picture(std::move(picture))
    {
        setMinimumSize(m_picture.size() * 2);
        setAccessibleName(QrDialog::tr("QR code of the account"));
    }
    ~Code() override { m_picture.fill(Qt::white); }
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;

    QSize sizeHint() const override { return m_picture.size() * 5; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.scale(1 / devicePixelRatioF(), 1 / devicePixelRatioF());
        const QSize room = size() * devicePixelRatioF();
        const int step = std::max(
            1, std::min(room.width() / m_picture.width(), room.height() / m_picture.height()));
        QRect place({}, m_picture.size() * step);
        place.moveCenter(QRect({}, room).center());
        painter.drawImage(place, m_picture);
    }

private:
    QImage m_picture; ///< one pixel a module
};

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
      m_code(new Code(std::move(picture))),
      m_left(widgets::newTextLabel({}, this))
{
    setWindowTitle(tr("QR code"));
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
    column->addWidget(m_code, 1);
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
