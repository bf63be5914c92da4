"""Pages of rewarded reporting for the office that handles it. No page names who reported or who is paid but one."""
