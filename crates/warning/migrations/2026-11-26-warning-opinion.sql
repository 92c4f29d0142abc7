-- Second opinions: what others forecast, by run. Rows stay as each release gave them; of a run
-- the newest release holds. Nothing here enters our own forecasts.
CREATE TABLE warning_opinion (
    release_id TEXT NOT NULL REFERENCES warning_release (id),
    run TEXT NOT NULL,
    cut_off BIGINT NOT NULL,
    country TEXT NOT NULL,
    month BIGINT NOT NULL,
    deaths_mean DOUBLE PRECISION,
    chance_25 DOUBLE PRECISION,
    PRIMARY KEY (run, country, month, release_id)
);
CREATE INDEX warning_opinion_country ON warning_opinion (country, cut_off);
CREATE INDEX warning_opinion_release ON warning_opinion (release_id);
