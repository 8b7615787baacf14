"""The table format of 8-graenseflader: CSV folders, ZIPs of them, and XLSX with the same sheets."""
