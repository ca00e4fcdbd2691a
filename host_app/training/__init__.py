"""How the bundled model was made: a story grammar, a tokenizer, quantisation-aware training.

    python -m lutcore.host_app.training stories             some text of the grammar
    python -m lutcore.host_app.training train RUN           needs pip install 'lutcore[train]'
"""
