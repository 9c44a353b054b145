// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/add_options.h"

#include "app/cli/manual_entry.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

Outcome<void> checkOneSource(const Arguments& arguments)
{
    int sources = 0;
    for (const QLatin1String source :
        { "image"_L1, "uri-file"_L1, "uri-stdin"_L1, "screen"_L1, "clipboard"_L1, "manual"_L1 })
        sources += arguments.has(source) ? 1 : 0;
    const bool isOdd = (!arguments.has("manual"_L1) && hasManualOptions(arguments))
        || (!arguments.has("image"_L1) && !arguments.operands.isEmpty());
    if (sources == 1 && !isOdd)
        return {};
    return usageError(translated(QT_TRANSLATE_NOOP("cli",
                          "Exactly one of --image, --uri-file, --uri-stdin, --screen, --clipboard "
                          "and --manual is needed, with its own options.")),
        translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli add --help")));
}

} // namespace

Outcome<OnDuplicate> onDuplicate(const Arguments& arguments)
{
    const QString way = arguments.value("on-duplicate"_L1).value_or(u"ask"_s);
    if (way == u"ask")
        return canAsk() ? OnDuplicate::Ask : OnDuplicate::Skip;
    if (way == u"keep")
        return OnDuplicate::Keep;
    if (way == u"replace")
        return OnDuplicate::Replace;
    if (way == u"skip")
        return OnDuplicate::Skip;
    return usageError(
        translated(QT_TRANSLATE_NOOP("cli", "The option --on-duplicate cannot be “%1”."))
            .arg(ui::text::visibleText(way, 60)),
        translated(QT_TRANSLATE_NOOP("cli", "Choose one of: ask, keep, replace, skip.")));
}

Outcome<void> checkAddOptions(const Arguments& arguments)
{
    if (const Outcome<OnDuplicate> way = onDuplicate(arguments); !way)
        return way.error();
    return checkOneSource(arguments);
}

} // namespace cli
