// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/clausevaluesource.h"
#include "search/completion.h"

#include <QObject>

namespace carrel {

class CompletionPopup;
class FilterEdit;

/// Offers clauses and their values while the reader types them into the filter box, and takes the keys for
/// the list of them as long as it is shown.
class FilterCompleter final : public QObject
{
    Q_OBJECT
public:
    explicit FilterCompleter(FilterEdit *edit);

    ClauseValueSource &values() { return m_values; }
    bool isOpen() const;
    void close();
    /// Replaces the whole text as an edit that can be undone, and offers nothing for it.
    void replaceText(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offerWhileTyping();
    void offer(bool asked);
    void show(std::vector<Completion> all);
    void take(int row);
    void insert(const TextSpan &span, const QString &text);
    bool handleKey(int key);

    FilterEdit *m_edit;
    ClauseValueSource m_values;
    CompletionPopup *m_popup = nullptr; ///< made when it is first needed
    CompletionPlace m_place;
    bool m_asked = false;  ///< by a key, not only by typing
    bool m_waits = false;  ///< for values
    bool m_writes = false; ///< what changes the text is no typing
};

} // namespace carrel
