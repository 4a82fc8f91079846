"""TVmaze (https://www.tvmaze.com/api): any show by its name, and what is listed of it."""
