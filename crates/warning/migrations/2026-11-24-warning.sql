-- Early warning: what was observed, by which release; what was forecast from it; how good
-- that was. A row that a later release replaces or drops stays, with the release that ended it.

-- Events and country-months name their release by its number, which grows by one: a text of
-- 32 letters in every row and index would make the whole half as large again.
CREATE TABLE warning_release (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    label TEXT NOT NULL,
    files TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone')),
    covers_from BIGINT,
    covers_until BIGINT,
    actor_id TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    undone_at TEXT,
    counts TEXT NOT NULL
);
CREATE INDEX warning_release_time ON warning_release (imported_at);

CREATE TABLE warning_note (
    release_id TEXT NOT NULL REFERENCES warning_release (id),
    position BIGINT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('refused', 'doubtful')),
    file TEXT NOT NULL,
    row_number BIGINT,
    column_name TEXT,
    reason TEXT NOT NULL,
    PRIMARY KEY (release_id, position)
);

-- Countries by ISO 3166-1 alpha-3 (user-assigned where the source has no code).
CREATE TABLE warning_country (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    series_id BIGINT
);

-- Every row of every release. The current one of an event has no ended_by.
CREATE TABLE warning_event (
    source TEXT NOT NULL,
    event_id TEXT NOT NULL,
    release_number BIGINT NOT NULL REFERENCES warning_release (number),
    ended_by BIGINT,
    ended_as TEXT CHECK (ended_as IN ('revised', 'withdrawn')),
    country TEXT NOT NULL,
    month BIGINT NOT NULL,
    violence TEXT NOT NULL CHECK (violence IN ('state', 'non_state', 'one_sided', 'other')),
    started_on TEXT NOT NULL,
    ended_on TEXT NOT NULL,
    deaths_best BIGINT NOT NULL,
    deaths_low BIGINT,
    deaths_high BIGINT,
    conflict TEXT NOT NULL,
    side_a TEXT NOT NULL,
    side_b TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    place_precision BIGINT,
    PRIMARY KEY (source, event_id, release_number)
);
CREATE INDEX warning_event_release ON warning_event (release_number);
-- What holds now is read far more often than what held before: it has indexes of its own,
-- which do not grow with the releases that revise it.
CREATE INDEX warning_event_current ON warning_event (country, month, deaths_best DESC, event_id) WHERE ended_by IS NULL;
CREATE INDEX warning_event_ended ON warning_event (ended_by) WHERE ended_by IS NOT NULL;

-- Deaths by country and month. No row: not observed. A row with 0: nobody was reported dead.
-- Each source has its own; where a published series and events both speak, the series holds.
CREATE TABLE warning_cell (
    source TEXT NOT NULL,
    country TEXT NOT NULL,
    month BIGINT NOT NULL,
    violence TEXT NOT NULL,
    release_number BIGINT NOT NULL REFERENCES warning_release (number),
    ended_by BIGINT,
    deaths DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (violence, country, month, source, release_number)
);
CREATE INDEX warning_cell_release ON warning_cell (release_number);
CREATE INDEX warning_cell_current ON warning_cell (country, violence, month) WHERE ended_by IS NULL;
CREATE INDEX warning_cell_ended ON warning_cell (ended_by) WHERE ended_by IS NOT NULL;

CREATE TABLE warning_feed (
    source TEXT PRIMARY KEY,
    tried_at TEXT NOT NULL,
    succeeded_at TEXT,
    error TEXT,
    rows_read BIGINT NOT NULL,
    data_until TEXT
);

CREATE TABLE warning_forecast (
    id TEXT PRIMARY KEY,
    cut_off BIGINT NOT NULL,
    release_id TEXT NOT NULL REFERENCES warning_release (id),
    method TEXT NOT NULL,
    seed BIGINT NOT NULL,
    countries BIGINT NOT NULL,
    made_at TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    UNIQUE (cut_off, release_id, method)
);

-- Draws stand as `value*times`, blank-separated, from low to high.
CREATE TABLE warning_forecast_month (
    forecast_id TEXT NOT NULL REFERENCES warning_forecast (id),
    country TEXT NOT NULL,
    step BIGINT NOT NULL,
    month BIGINT NOT NULL,
    deaths_mean DOUBLE PRECISION NOT NULL,
    deaths_median DOUBLE PRECISION NOT NULL,
    chance_1 DOUBLE PRECISION NOT NULL,
    chance_25 DOUBLE PRECISION NOT NULL,
    chance_100 DOUBLE PRECISION NOT NULL,
    chance_1000 DOUBLE PRECISION NOT NULL,
    chance_escalation DOUBLE PRECISION NOT NULL,
    chance_lull DOUBLE PRECISION,
    draws TEXT NOT NULL,
    parts TEXT NOT NULL,
    PRIMARY KEY (forecast_id, country, step)
);

-- What a forecast rests on: months observed, the moments most like now, what moved.
CREATE TABLE warning_forecast_country (
    forecast_id TEXT NOT NULL REFERENCES warning_forecast (id),
    country TEXT NOT NULL,
    observed_months BIGINT NOT NULL,
    deaths_12_mean DOUBLE PRECISION NOT NULL,
    similar_moments TEXT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (forecast_id, country)
);

-- A backtest on the data at hand: every country and month of the windows, every model.
CREATE TABLE warning_backtest (
    id TEXT PRIMARY KEY,
    release_id TEXT NOT NULL REFERENCES warning_release (id),
    method TEXT NOT NULL,
    windows TEXT NOT NULL,
    made_at TEXT NOT NULL,
    actor_id TEXT NOT NULL
);
CREATE TABLE warning_score (
    backtest_id TEXT NOT NULL REFERENCES warning_backtest (id),
    model TEXT NOT NULL,
    country TEXT NOT NULL,
    month BIGINT NOT NULL,
    step BIGINT NOT NULL,
    deaths DOUBLE PRECISION NOT NULL,
    crps DOUBLE PRECISION NOT NULL,
    ign DOUBLE PRECISION NOT NULL,
    mis DOUBLE PRECISION NOT NULL,
    chance_25 DOUBLE PRECISION NOT NULL,
    width_90 DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (backtest_id, model, country, month)
);

-- Situations that officers follow, with a note a month and their own probabilities.
CREATE TABLE warning_situation (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    country TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE TABLE warning_situation_note (
    id TEXT PRIMARY KEY,
    situation_id TEXT NOT NULL REFERENCES warning_situation (id),
    month BIGINT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('deteriorated', 'improved', 'unchanged')),
    risk_alert BIGINT NOT NULL,
    resolution_opportunity BIGINT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('low', 'moderate', 'high')),
    rationale TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author_name TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    next_review_on TEXT
);
CREATE INDEX warning_situation_note_of ON warning_situation_note (situation_id, month);
-- An officer's chance that a month brings at least so many state-based deaths.
CREATE TABLE warning_note_chance (
    note_id TEXT NOT NULL REFERENCES warning_situation_note (id),
    month BIGINT NOT NULL,
    deaths_at_least BIGINT NOT NULL CHECK (deaths_at_least IN (1, 25, 100, 1000)),
    chance DOUBLE PRECISION NOT NULL CHECK (chance BETWEEN 0 AND 1),
    PRIMARY KEY (note_id, month, deaths_at_least)
);
CREATE TABLE warning_factor (
    id TEXT PRIMARY KEY,
    situation_id TEXT NOT NULL REFERENCES warning_situation (id),
    kind TEXT NOT NULL CHECK (kind IN ('party', 'driver', 'trigger', 'spoiler')),
    name TEXT NOT NULL,
    detail TEXT,
    author_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT
);
-- A set of scenarios holds as a whole: its chances sum to one.
CREATE TABLE warning_scenario (
    set_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    situation_id TEXT NOT NULL REFERENCES warning_situation (id),
    title TEXT NOT NULL,
    chance DOUBLE PRECISION NOT NULL,
    author_id TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (set_id, position)
);

CREATE TABLE warning_watch (
    id TEXT PRIMARY KEY,
    country TEXT NOT NULL,
    indicator TEXT NOT NULL CHECK (indicator IN ('deaths', 'chance_25', 'chance_escalation')),
    threshold DOUBLE PRECISION NOT NULL,
    quiet_days BIGINT NOT NULL,
    officer_id TEXT NOT NULL,
    officer_name TEXT NOT NULL,
    officer_mail TEXT,
    escalate_mail TEXT,
    escalate_days BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
    created_at TEXT NOT NULL
);
CREATE TABLE warning_alert (
    id TEXT PRIMARY KEY,
    watch_id TEXT NOT NULL REFERENCES warning_watch (id),
    month BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    rests_on TEXT NOT NULL,
    raised_at TEXT NOT NULL,
    mailed_at TEXT,
    escalation_mailed_at TEXT,
    acknowledged_at TEXT,
    acknowledged_by TEXT,
    escalated_at TEXT
);
CREATE INDEX warning_alert_of ON warning_alert (watch_id, raised_at);

-- What whom a connection reads for may see; reading statements name these views only.
CREATE VIEW warning_situation_seen AS
SELECT s.*, COALESCE((SELECT m.level || ' ' || m.caveats FROM platform_marking m WHERE m.thing = 'situation:' || s.id), 'unclassified') AS marking
FROM warning_situation s WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'situation:' || s.id);

CREATE VIEW warning_situation_note_seen AS
SELECT n.* FROM warning_situation_note n WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'situation:' || n.situation_id);

CREATE VIEW warning_factor_seen AS
SELECT f.* FROM warning_factor f WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'situation:' || f.situation_id);

CREATE VIEW warning_scenario_seen AS
SELECT s.* FROM warning_scenario s WHERE NOT EXISTS (SELECT 1 FROM platform_hidden h WHERE h.thing = 'situation:' || s.situation_id);
