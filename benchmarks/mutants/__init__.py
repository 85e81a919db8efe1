"""How many small faults planted in the library its tests notice: mutation testing, room by room."""
