-- What holds now is read far more often than what held before: it has indexes of its own,
-- which do not grow with the releases that revise it.
DROP INDEX warning_event_month;
CREATE INDEX warning_event_current ON warning_event (country, month, deaths_best DESC, event_id) WHERE ended_by IS NULL;
CREATE INDEX warning_event_ended ON warning_event (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX warning_cell_current ON warning_cell (country, violence, month) WHERE ended_by IS NULL;
CREATE INDEX warning_cell_ended ON warning_cell (ended_by) WHERE ended_by IS NOT NULL;
