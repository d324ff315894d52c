"""The public pages' HTTP: what is asked, and the answer. What a page is made of lives in `articles.pages`."""
