// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/add_page.h"

#include "core/vault/vault_session.h"
#include "ui/accounts/code_ticker.h"
#include "ui/add/offer_list.h"
#include "ui/add/source_panel.h"
#include "ui/add/typed_form.h"
#include "ui/text/error_text.h"
#include "ui/text/offer_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPointer>
#include <QProgressBar>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <QWindow>

namespace ui::add {

namespace {

/// The time a compositor gets to take our window off the screen before the picture is taken.
constexpr std::chrono::milliseconds UntilHidden { 350 };

QScrollArea* scrolling(QWidget* content)
{
    auto* frame = new QWidget;
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(20, 4, 20, 12);
    row->addStretch(1);
    auto* upright = new QVBoxLayout;
    upright->addWidget(content);
    upright->addStretch(1);
    row->addLayout(upright, 1000);
    row->addStretch(1);
    content->setMaximumWidth(content->fontMetrics().averageCharWidth() * 70);
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(frame);
    return area;
}

/// What can be looked at in a paste or drop.
bool isOfferable(const QMimeData& contents)
{
    return contents.hasImage() || contents.hasUrls() || contents.hasText();
}

bool isBareSecret(const Finding& finding)
{
    const auto* const unsupported =
        finding.offer ? std::get_if<enroll::UnsupportedOffer>(&*finding.offer) : nullptr;
    return unsupported && unsupported->kind == enroll::UnsupportedKind::NakedSecret;
}

QStringList localFiles(const QList<QUrl>& urls)
{
    QStringList paths;
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

} // namespace

AddPage::AddPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_takeScreens(takeScreensUnasked()),
      m_reader(new OfferReader(this)),
      m_ticker(new accounts::CodeTicker(clock, this)),
      m_moveLine(widgets::newTextLabel({}, this)),
      m_banner(new widgets::MessageBanner),
      m_busy(buildBusy()),
      m_stack(new QStackedWidget),
      m_sources(new SourcePanel),
      m_sourcesScroll(scrolling(m_sources)),
      m_form(new TypedForm),
      m_formScroll(scrolling(m_form)),
      m_offers(new OfferList(session, clock)),
      m_offersScroll(scrolling(m_offers)),
      m_save(new widgets::PrimaryButton(tr("&Save"))),
      m_bottom(buildBottom())
{
    setAcceptDrops(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(10);
    column->addWidget(buildTop());
    auto* messages = new QVBoxLayout;
    messages->setContentsMargins(20, 0, 20, 0);
    messages->addWidget(m_moveLine);
    messages->addWidget(m_banner);
    messages->addWidget(m_busy);
    column->addLayout(messages);
    column->addWidget(m_stack, 1);
    column->addWidget(m_bottom);
    m_stack->addWidget(m_sourcesScroll);
    m_stack->addWidget(m_formScroll);
    m_stack->addWidget(m_offersScroll);
    m_moveLine->hide();
    connectSources();
    connectReader();
    connect(&m_session, &vault::VaultSession::locked, this, &AddPage::reset);
    reset();
}

AddPage::~AddPage() = default;

void AddPage::setCanActivate(std::function<bool(std::string_view)> canActivate)
{
    m_offers->setCanActivate(std::move(canActivate));
}

void AddPage::setTakeScreens(TakeScreens takeScreens)
{
    m_takeScreens = std::move(takeScreens);
}

void AddPage::setStartAnew(std::function<void()> startAnew)
{
    m_startAnew = std::move(startAnew);
}

void AddPage::setMove(const vault::Id& move, const QString& name)
{
    m_move = move;
    m_moveLine->setText(
        tr("For %1 on the checklist: save one account, and its line says that it is here.")
            .arg(name));
    m_moveLine->show();
}

bool AddPage::endMove()
{
    m_moveLine->hide();
    return std::exchange(m_move, {}).has_value();
}

QWidget* AddPage::buildTop()
{
    auto* top = new QWidget;
    auto* title = new QLabel(tr("Add an account"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(20, 0, 20, 0);
    row->addWidget(title, 1);
    row->addWidget(cancel);
    const auto giveUp = [this] {
        reset();
        emit cancelled();
    };
    connect(cancel, &QPushButton::clicked, this, giveUp);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, giveUp);
    auto* paste = new QShortcut(QKeySequence(QKeySequence::Paste), this);
    paste->setContext(Qt::WidgetWithChildrenShortcut);
    connect(paste, &QShortcut::activated, this, &AddPage::paste);
    return top;
}

QWidget* AddPage::buildBusy()
{
    auto* busy = new QWidget;
    auto* progress = new QProgressBar;
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setAccessibleName(tr("Looking for codes"));
    auto* stop = new QPushButton(tr("Stop"));
    auto* row = new QHBoxLayout(busy);
    row->setContentsMargins({});
    row->addWidget(new QLabel(tr("Looking for codes…")));
    row->addWidget(progress, 1);
    row->addWidget(stop);
    connect(stop, &QPushButton::clicked, m_reader, &OfferReader::cancel);
    busy->hide();
    return busy;
}

QWidget* AddPage::buildBottom()
{
    auto* bottom = new QWidget;
    auto* again = new QPushButton(tr("Look for &others"));
    again->setMinimumHeight(m_save->minimumHeight());
    auto* row = new QHBoxLayout(bottom);
    row->setContentsMargins(20, 0, 20, 0);
    row->addWidget(again);
    row->addStretch(1);
    row->addWidget(m_save);
    connect(again, &QPushButton::clicked, this, &AddPage::showSources);
    connect(m_save, &QPushButton::clicked, this, &AddPage::save);
    connect(m_offers, &OfferList::confirmed, m_save, &QPushButton::click);
    return bottom;
}

void AddPage::connectSources()
{
    connect(m_sources, &SourcePanel::screenRequested, this, &AddPage::scanScreen);
    connect(m_sources, &SourcePanel::filesRequested, this, &AddPage::chooseFiles);
    connect(m_sources, &SourcePanel::pasteRequested, this, &AddPage::paste);
    connect(m_sources, &SourcePanel::formRequested, this, &AddPage::showForm);
    connect(m_form, &TypedForm::cancelled, this, &AddPage::showSources);
    connect(m_form, &TypedForm::entryMade, this, [this](otp::Entry& entry) {
        m_offers->addTyped(std::move(entry));
        showOffers();
    });
    connect(m_offers, &OfferList::changed, this, &AddPage::updateSave);
    connect(m_offers, &OfferList::activationWanted, this, &AddPage::activate);
    connect(m_ticker, &accounts::CodeTicker::ticked, m_offers, &OfferList::showTime);
}

void AddPage::connectReader()
{
    connect(m_reader, &OfferReader::startedReading, this, [this] {
        m_banner->clear();
        m_busy->show();
    });
    connect(m_reader, &OfferReader::stoppedReading, m_busy, &QWidget::hide);
    connect(m_reader, &OfferReader::found, this,
        [this](Findings& findings) { showFindings(std::move(findings)); });
    connect(m_reader, &OfferReader::otherFilesFound, this, &AddPage::importWanted);
}

void AddPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_ticker->setAwake(true);
}

void AddPage::hideEvent(QHideEvent* event)
{
    m_ticker->setAwake(false);
    QWidget::hideEvent(event);
}

void AddPage::focusInEvent(QFocusEvent* /*event*/)
{
    if (isAtSources())
        m_sources->setFocus();
    else if (m_stack->currentWidget() == m_formScroll)
        m_form->setFocus();
    else
        m_offers->focusFirst();
}

void AddPage::offerText(std::string_view text)
{
    showFindings(OfferReader::readText(text));
}

void AddPage::offerPicture(const QImage& picture)
{
    m_reader->readPictures({ picture });
}

void AddPage::offerFiles(const ::transfer::GivenFiles& files)
{
    m_reader->readFiles(files);
}

bool AddPage::hasOffers() const
{
    return !m_offers->isEmpty();
}

bool AddPage::isAtSources() const
{
    return m_stack->currentWidget() == m_sourcesScroll;
}

void AddPage::reset()
{
    m_reader->cancel();
    m_offers->clear();
    m_form->reset();
    showSources();
}

void AddPage::showSources()
{
    m_banner->clear();
    m_stack->setCurrentWidget(m_sourcesScroll);
    updateSave();
    if (isVisible())
        m_sources->setFocus();
}

void AddPage::chooseFiles()
{
    auto* dialog = new QFileDialog(this, tr("Pictures with QR codes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        { tr("Pictures (*.png *.jpg *.jpeg *.webp *.svg *.gif *.bmp)"), tr("All files (*)") });
    connect(dialog, &QFileDialog::filesSelected, this,
        [this](const QStringList& paths) { offerFiles(::transfer::givenFiles(paths)); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &QFileDialog::reject);
    dialog->open();
}

void AddPage::paste()
{
    const QMimeData* contents = QGuiApplication::clipboard()->mimeData();
    if (contents == nullptr || !offerContents(*contents))
        m_banner->showNote(tr("The clipboard holds neither a picture nor a link."),
            tr("Copy the picture of the code or the link behind it, then paste again."));
}

/// Looks at a picture, files or text, whichever comes first; false if there is none of them.
bool AddPage::offerContents(const QMimeData& contents)
{
    if (contents.hasImage()) {
        offerPicture(qvariant_cast<QImage>(contents.imageData()));
        return true;
    }
    const QStringList files = localFiles(contents.urls());
    if (!files.isEmpty()) {
        offerFiles(::transfer::givenFiles(files));
        return true;
    }
    // A link holds the secret as text here; what is ours of it is overwritten.
    QByteArray text = contents.text().toUtf8();
    const bool hasText = !text.trimmed().isEmpty();
    if (hasText)
        offerText(base::textOf(base::bytesOf(text)));
    text.fill('\0');
    return hasText;
}

/// Our own window may lie over the code, so it goes off the screen for the picture. The window
/// waits for it, not the page, which a lock in between takes away.
void AddPage::scanScreen()
{
    m_banner->clear();
    if (!m_takeScreens)
        return report({ base::ErrorCode::CaptureFailed, "this platform shows no screen" });
    QWidget* own = window();
    const QPoint place = own->geometry().topLeft(); // a hidden window has no frame
    own->hide();
    const auto comeBack = [own = QPointer(own), place, page = QPointer(this)](
                              base::Result<std::vector<QImage>> pictures) {
        if (!own)
            return;
        // Asked for, or some window managers put it where they put new windows.
        own->windowHandle()->setPosition(place);
        own->show();
        own->raise();
        own->activateWindow();
        if (page)
            page->takeScreens(std::move(pictures));
    };
    QTimer::singleShot(UntilHidden, own, [take = m_takeScreens, comeBack] { take(comeBack); });
}

void AddPage::takeScreens(base::Result<std::vector<QImage>> pictures)
{
    if (!m_session.isOpen())
        return;
    if (!pictures)
        return report(pictures.error());
    if (pictures->empty())
        return;
    m_reader->readPictures(std::move(*pictures));
}

void AddPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!isOfferable(*event->mimeData()))
        return;
    event->acceptProposedAction();
    m_sources->setDropHovering(true);
}

void AddPage::dragLeaveEvent(QDragLeaveEvent* /*event*/)
{
    m_sources->setDropHovering(false);
}

void AddPage::dropEvent(QDropEvent* event)
{
    m_sources->setDropHovering(false);
    if (offerContents(*event->mimeData()))
        event->acceptProposedAction();
}

void AddPage::showFindings(Findings findings)
{
    if (!m_session.isOpen())
        return;
    const bool hasOffers = std::any_of(findings.begin(), findings.end(),
        [](const Finding& finding) { return finding.offer.has_value(); });
    const bool areNamed = findings.size() > 1 && !findings.front().file.isEmpty();
    if (!hasOffers && !findings.empty() && !areNamed && m_offers->isEmpty())
        return report(findings.front().offer.error());
    if (findings.size() == 1 && isBareSecret(findings.front()) && m_offers->isEmpty())
        return typeTheRest(findings.front());
    m_banner->clear();
    m_offers->add(std::move(findings));
    showOffers();
}

void AddPage::showForm()
{
    m_banner->clear();
    m_stack->setCurrentWidget(m_formScroll);
    m_form->setFocus();
    updateSave();
}

/// The secret alone says neither whose it is nor how its codes are made.
void AddPage::typeTheRest(const Finding& bareSecret)
{
    m_form->beginWith(bareSecret.link.text());
    showForm();
    m_banner->showNote(text::unsupportedText(enroll::UnsupportedKind::NakedSecret).message,
        tr("It is filled in below. Add the names, and compare the code with the site."));
}

void AddPage::showOffers()
{
    m_stack->setCurrentWidget(m_offersScroll);
    updateSave();
    m_offers->focusFirst();
}

void AddPage::activate(const crypto::SecretBytes& link)
{
    auto copy = link.clone();
    if (copy)
        emit activationWanted(*copy);
    else
        report(copy.error());
}

void AddPage::updateSave()
{
    const int count = m_offers->chosenCount();
    m_save->setText(tr("&Save %n account(s)", nullptr, count));
    m_save->setEnabled(count > 0 && !m_offers->isUndecided());
    m_save->setVisible(!m_offers->cards().empty());
    m_bottom->setVisible(m_stack->currentWidget() == m_offersScroll);
}

void AddPage::save()
{
    const auto saved = m_offers->save(m_move);
    m_session.notifyChanged();
    if (!saved) {
        updateSave();
        return report(saved.error());
    }
    reset();
    emit finished(*saved);
}

void AddPage::report(const base::Error& error)
{
    const text::Explanation explanation = text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    if (error.code == base::ErrorCode::CaptureRefused && m_startAnew)
        m_banner->offer(tr("Lock and start anew"), m_startAnew);
}

} // namespace ui::add
