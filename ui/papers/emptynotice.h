// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace carrel {

/// Why a table shows no rows.
enum class EmptyReason { None, Loading, NoMatch, NoBookmarks, NoUnread, NothingNew, NoPapers, NoList };

/// Stands in the place of the rows: says why there are none, and what to do.
class EmptyNotice final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyNotice(QWidget *parent = nullptr);
    void show(EmptyReason reason, const QString &filter);
    /// Another text for the filter that would find something; empty for none.
    void setSuggestion(const QString &text);
    /// False where there is nothing to do but wait or go elsewhere.
    bool hasAction() const;

Q_SIGNALS:
    void clearRequested();
    void suggestionAccepted(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void chooseFocus();

    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_hint;
    QPushButton *m_suggest;
    QPushButton *m_clear;
    QString m_suggestion;
    EmptyReason m_reason = EmptyReason::None;
};

} // namespace carrel
