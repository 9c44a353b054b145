// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/help.h"

#include "app/cli/translated.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int TextColumn = 30;
constexpr int LineWidth = 80;

/// "  left      right" with the right side broken into lines of its own column.
QString twoColumns(const QString& left, const QString& right)
{
    QString page = u"  "_s + left;
    qsizetype column = page.size();
    if (column >= TextColumn) {
        page += u'\n';
        column = 0;
    }
    page += QString(TextColumn - column, u' ');
    column = TextColumn;
    for (const QString& word : right.split(u' ')) {
        if (column + word.size() > LineWidth) {
            page += u'\n' + QString(TextColumn, u' ');
            column = TextColumn;
        }
        page += word + u' ';
        column += word.size() + 1;
    }
    return page.trimmed().prepend("  "_L1) + u'\n';
}

QString optionLines(std::span<const OptionSpec> options)
{
    QString page;
    for (const OptionSpec& option : options) {
        QString left = "--"_L1 + option.name;
        if (option.value)
            left += u' ' + QString::fromUtf8(option.value);
        QString help = translated(option.help);
        if (option.repeats)
            help += translated(QT_TRANSLATE_NOOP("cli", " (may be repeated)"));
        page += twoColumns(left, help);
    }
    return page;
}

QString synopsis(const VerbSpec& verb)
{
    QString line = QString(verb.words);
    if (*verb.operands)
        line += u' ' + QString::fromUtf8(verb.operands);
    return line;
}

QString verbPage(const VerbSpec& verb)
{
    QString page = translated(QT_TRANSLATE_NOOP("cli", "Usage: countersign-cli [OPTIONS] %1"))
                       .arg(synopsis(verb));
    if (!verb.options.empty())
        page += translated(QT_TRANSLATE_NOOP("cli", " [VERB OPTIONS]"));
    page += "\n\n"_L1 + translated(verb.summary) + u'\n';
    if (!verb.options.empty())
        page += u'\n' + translated(QT_TRANSLATE_NOOP("cli", "Options of this verb:")) + u'\n'
            + optionLines(verb.options);
    return page;
}

QString programPage(std::span<const VerbSpec> verbs)
{
    QString page = translated(QT_TRANSLATE_NOOP("cli",
        "Usage: countersign-cli [OPTIONS] VERB …\n\n"
        "Keeps the secrets of one-time codes in an encrypted vault and makes the codes.\n\n"
        "Verbs:\n"));
    for (const VerbSpec& verb : verbs)
        page += twoColumns(synopsis(verb), translated(verb.summary));
    page += u'\n' + translated(QT_TRANSLATE_NOOP("cli", "Options:")) + u'\n'
        + optionLines(globalOptions());
    page += translated(QT_TRANSLATE_NOOP("cli",
        "\n“countersign-cli VERB --help” tells more about a verb. QUERY is a part of the issuer or "
        "the\nname, or an id. Exit status: 0 done, 1 failed, 2 usage, 3 passphrase or key wrong or "
        "missing,\n4 damaged file, 5 nothing matches, 7 refused, 8 not supported here.\n"));
    return page;
}

} // namespace

QString helpText(std::span<const VerbSpec> verbs, const QString& words)
{
    if (words.isEmpty())
        return programPage(verbs);
    QStringList pages;
    for (const VerbSpec& verb : verbs) {
        if (verb.words == words || QString(verb.words).startsWith(words + u' '))
            pages.append(verbPage(verb));
    }
    return pages.join(u'\n');
}

} // namespace cli
