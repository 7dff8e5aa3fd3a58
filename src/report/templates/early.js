// Before anything is drawn: that scripts run, and the reader's choice of light or dark.
document.documentElement.classList.add('js');
try {
  const theme = localStorage.getItem('dateline-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* A page from a file may have no storage. */ }
