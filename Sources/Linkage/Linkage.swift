/// Placeholder so that the package resolves while the room is furnished.
