"""Knowledge: the analyses as pages, for a kommune, the country and one citizen."""
