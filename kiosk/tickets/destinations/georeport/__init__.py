"""GeoReport v2 (Open311), as the specification has it and as its servers really speak: docs/georeport.md."""
