"""What volunteers and administrators use."""
