"""An audit without a network: what could run, reach out, leave its folder or act on a reader."""
