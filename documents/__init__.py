"""公文: official documents as data (`blocks`), and the two ways in which they leave the house: Word and PDF."""
