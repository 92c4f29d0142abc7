-- What a forecast says of a country for which the last year is no guide, as JSON: a month
-- without precedent, and the chances of a first month after two quiet years. NULL: neither.
ALTER TABLE warning_forecast_country ADD COLUMN spike TEXT;
ALTER TABLE warning_forecast_country ADD COLUMN first_months TEXT;
-- How the chances of first months did in a backtest, as JSON.
ALTER TABLE warning_backtest ADD COLUMN first_months TEXT;
