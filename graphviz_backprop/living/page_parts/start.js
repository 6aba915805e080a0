readFragment();
document.body.classList.add("ready");
